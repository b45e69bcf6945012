import type { ErrorClass, CorrectionTarget } from "@/lib/closures/corrections";
import { parsePlainDate, plainDateWords } from "@/lib/fields/plain-date";
import type { NoticeReason } from "@/lib/closures/termination-reasons";
import type { CloseReason } from "@/lib/lead/enums";
import type { ClosingContext } from "@/lib/closures/process-view";

/** What a person has entered for a correction; texts as they are typed. */
export type CorrectionForm = {
  errorClass: ErrorClass | null;
  target: CorrectionTarget | null;
  foundBy: string;
  foundOn: string;
  trueClosedOn: string;
  wronglySentNotice: string;
  contact: string;
  note: string;
  reason: CloseReason | null;
  newNotice: boolean;
  reasons: NoticeReason[];
  recipientEntityId: string | null;
  method: "email" | "text" | "other" | null;
  otherMethod: string;
  deliveredOn: string;
  deliveredTime: string;
  typed: string;
};

export function emptyCorrectionForm({ today, holders }: ClosingContext): CorrectionForm {
  return {
    errorClass: null, target: null, foundBy: "", foundOn: plainDateWords(today), trueClosedOn: "", wronglySentNotice: "", contact: "", note: "", reason: null, newNotice: false,
    reasons: [], recipientEntityId: holders[0]?.entityId ?? null, method: null, otherMethod: "", deliveredOn: "", deliveredTime: "", typed: "",
  };
}

const filled = (text: string): string | undefined => text.trim() || undefined;

function dateOf(text: string): string {
  const parsed = parsePlainDate(text);
  return parsed.ok ? parsed.value : text.trim();
}

/** The plan as it is submitted; the server checks it against the account. */
export function correctionPlanOf(form: CorrectionForm): unknown {
  const notice = form.newNotice
    ? {
        reasons: form.reasons, recipientEntityId: form.recipientEntityId ?? undefined, method: form.method ?? undefined,
        otherMethod: form.method === "other" ? filled(form.otherMethod) : undefined,
        delivered: { on: dateOf(form.deliveredOn), time: filled(form.deliveredTime) ?? null },
      }
    : undefined;
  return {
    errorClass: form.errorClass ?? undefined,
    target: form.target ?? undefined,
    foundBy: form.foundBy,
    foundOn: dateOf(form.foundOn),
    trueClosedOn: form.target === "closed-again" ? filled(dateOf(form.trueClosedOn)) : undefined,
    wronglySentNotice: filled(form.wronglySentNotice),
    contact: filled(form.contact),
    note: form.note,
    closedAgain: form.target === "closed-again" ? { reason: form.reason ?? undefined, notice } : undefined,
    typed: form.typed.trim(),
  };
}

export function correctionControlId(path: string): string {
  return `correction-${path.replace(/^plan\./, "").replaceAll(/[.[\]]+/g, "-")}`;
}
