import type { AccountDetail } from "@/lib/account-views";
import { statusWords } from "@/lib/accounts/account-status";
import { ButtonLink } from "../../ui/button";
import { ScreenState } from "../../ui/screen-state";

/** Why a closed account offers no edit, and what can be done instead. */
export function EditClosed({ detail }: { detail: AccountDetail }) {
  const { row, program, accountId } = detail;
  return (
    <ScreenState
      heading="h1"
      title="A closed account takes no changes"
      actions={<ButtonLink variant="primary" href={`/programs/${program}/accounts/${accountId}`}>Back to the account</ButtonLink>}
    >
      <p>{row.productName || accountId} is {statusWords(row.status, row.statusReason)}. Lead refuses every change of a closed account, its notice and documents included.</p>
      <p className="mt-1">If it was closed by mistake, compliance can correct the closure.</p>
    </ScreenState>
  );
}
