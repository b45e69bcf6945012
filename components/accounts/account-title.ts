import type { AccountDetail } from "@/lib/account-views";
import { shortenId } from "../ui/shorten-id";

/** What a browser's tab says of an account: product and id, and nobody's name. */
export function accountTitle(accountId: string, detail: AccountDetail | null): string {
  return [detail?.row.productName, shortenId(accountId)].filter(Boolean).join(" ");
}
