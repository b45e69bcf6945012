import { AccountLoading } from "@/components/accounts/detail/account-loading";

export default function AccountDetailLoading() {
  return <AccountLoading />;
}
