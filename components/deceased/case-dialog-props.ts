import type { AccountDetail } from "@/lib/account-views";
import type { DeceasedCase } from "@/lib/deceased/case-view";

/** A dialog of one case. */
export type CaseDialogProps = { detail: AccountDetail; of: DeceasedCase; onClose: () => void };
