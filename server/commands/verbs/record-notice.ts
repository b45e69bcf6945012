import "server-only";
import { noticeProblems } from "@/lib/accounts/adverse-action-notice";
import { recordNoticeInput } from "@/lib/closures/closing-inputs";
import { invalidFields } from "../command-problems";
import { holds } from "../comparison";
import { defineForeignCommand } from "../define-command";
import { accountAnswer, accountPath, expectedOver, stateOf, storedBody } from "./transition";

/** Lead has one slot for the notice and takes it whole (FACTS 5.5); a closed account takes none any more (FACTS 5.6). */
export const recordNotice = defineForeignCommand({
  kind: "foreign",
  name: "record-notice",
  permissions: ["record-notice"],
  onlyInProcess: true,
  schema: recordNoticeInput,
  accountId: ({ accountId }) => accountId,
  guard: (context) => {
    const { input, now } = context;
    if (stateOf(context).account.status === "closed") {
      return { kind: "not-possible-now", title: "The account is closed: Lead takes no notice any more.", saved: "Nothing was sent.", next: "A correction reopens it first." };
    }
    const fields = noticeProblems(input.notice, now);
    return fields.length > 0 ? invalidFields(fields) : null;
  },
  request: ({ input }) => ({ method: "PATCH", path: accountPath(input.accountId), body: JSON.stringify({ details: { adverse_action_notice: input.notice } }) }),
  expected: (context) => {
    const state = stateOf(context);
    return expectedOver(state, { details: { ...state.account.details, adverse_action_notice: context.input.notice } });
  },
  send: async (writer, context) => accountAnswer(await writer.accounts.update(context.input.accountId, storedBody(context), context.commandId)),
  mustShow: true,
  effectIsThere: ({ input }, { account }) => holds(input.notice, account.details?.adverse_action_notice),
  why: ({ notice }) => ({ deliveredAt: notice.delivered_at, deliveryMethod: notice.delivery_method }),
});
