import { AccountListLoading } from "@/components/accounts/list/account-list-loading";

export default function AccountsLoading() {
  return <AccountListLoading />;
}
