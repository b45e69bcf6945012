import "server-only";
import { standingAdverseAction } from "@/lib/accounts/adverse-action";
import { deactivateInput } from "@/lib/accounts/command-inputs";
import type { DeactivateInput } from "@/lib/accounts/command-inputs";
import { deactivateProblems } from "@/lib/accounts/deactivate-problems";
import { businessDate } from "@/lib/format";
import type { Problem } from "@/lib/result";
import { freezeHoldId } from "../../holds/holds-that-block";
import { insertHold } from "../../holds/hold-store";
import { noticeTermsOf } from "../../notice-settings";
import { enterDeactivation } from "../../register/enter-command";
import { uuidv5 } from "../command-id";
import { invalidFields } from "../command-problems";
import { defineForeignCommand } from "../define-command";
import type { GuardContext } from "../define-command";
import { movingKinds, processInTheWay } from "./process-in-the-way";
import { accountAnswer, expectedOver, expectedStatus, stateOf, storedBody, transitionProblem, transitionRequest } from "./transition";

const verb = "deactivate-account";

/** A change of the inactive reason takes nothing from the holder that the first deactivation had not taken. */
function guard(context: GuardContext<DeactivateInput, undefined>): Problem | null {
  const state = stateOf(context);
  const transition = transitionProblem(verb, state);
  if (transition || context.process) return transition;
  const fields = deactivateProblems(context.input, { capabilities: state.account.capabilities ?? [], today: businessDate(context.now, context.program.timeZone), rules: noticeTermsOf(context.program).rules });
  return fields.length > 0 ? invalidFields(fields) : null;
}

export const deactivateAccount = defineForeignCommand({
  kind: "foreign",
  name: verb,
  permissions: ["deactivate-account"],
  schema: deactivateInput,
  accountId: ({ accountId }) => accountId,
  fieldPath: (path) => (path === "status_reason" ? "reason" : path),
  guard,
  recheck: (tx, context) => processInTheWay(tx, context, movingKinds),
  request: ({ input }) => transitionRequest(verb, input.accountId, input.reason),
  expected: (context) => expectedOver(stateOf(context), expectedStatus(verb, context.input.reason)),
  send: async (writer, context) => accountAnswer(await writer.accounts.deactivate(context.input.accountId, storedBody(context), context.commandId)),
  mustShow: true,
  effectIsThere: ({ input }, { account }) => account.status === "inactive" && account.status_reason === input.reason,
  /** Lead knows one reason per account; what it rests on is our own hold, and an account has as many as it needs. */
  onSucceeded: async (tx, context) => {
    const { program, actor, commandId, input } = context;
    await enterDeactivation(tx, context);
    if (!input.hold) return;
    await insertHold(tx, {
      ...input.hold, program, accountId: input.accountId, note: input.note, placedBy: actor,
      // A change of the reason has placed it before its first step.
      id: context.process ? freezeHoldId(context.process.id) : uuidv5(commandId, "hold"),
    });
  },
  why: ({ reason, note, supportMayLift, hold, ...said }) => ({
    reason,
    ...(note ? { note } : {}),
    ...(supportMayLift ? { supportMayLift } : {}),
    ...standingAdverseAction(said),
    ...holdSaid(hold),
  }),
});

function holdSaid(hold: DeactivateInput["hold"]): Record<string, unknown> {
  if (!hold) return {};
  const { type, ...rest } = hold;
  return { hold: type, ...rest };
}
