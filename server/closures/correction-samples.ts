import "server-only";
import type { CorrectionPlan } from "@/lib/closures/closing-inputs";
import { confirmationText } from "@/lib/closures/reasons";
import { terminationReasons } from "@/lib/closures/termination-reasons";

/** A closure that was rightly made and wrongly reported: closed again with the true reason and the notice that was sent. */
export function correctionSample(accountId: string, holderId: string): CorrectionPlan {
  const [first] = terminationReasons;
  if (!first) throw new Error("The list of reasons is empty.");
  return {
    errorClass: "wrong-reason",
    target: "closed-again",
    foundBy: "Quality review",
    foundOn: "2026-11-02",
    trueClosedOn: "2026-10-01",
    note: "Reported as paid off by mistake",
    closedAgain: {
      reason: "client_closed",
      notice: {
        reasons: [{ code: first.code, text: first.text }],
        recipientEntityId: holderId,
        method: "email",
        delivered: { on: "2026-10-02", time: "09:30" },
      },
    },
    typed: confirmationText(accountId),
  };
}
