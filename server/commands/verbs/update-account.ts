import "server-only";
import { permissionForChanges } from "@/lib/accounts/account-edits";
import { updateAccountInput } from "@/lib/accounts/command-inputs";
import type { UpdateAccountInput } from "@/lib/accounts/command-inputs";
import type { ApplicationFacts } from "@/lib/accounts/entity-facts";
import { scraCutWarning, topicsOf, updateAccountProblems } from "@/lib/accounts/update-account-problems";
import { businessDate } from "@/lib/format";
import { may } from "@/lib/permissions";
import { ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { invalidFields, notPermitted } from "../command-problems";
import { holds } from "../comparison";
import { defineForeignCommand } from "../define-command";
import type { GuardContext, LookContext } from "../define-command";
import { noticeTermsOf } from "../../notice-settings";
import { enterLineCut } from "../../register/enter-command";
import { readApplication } from "../people-at-lead";
import { minimalPatch, patched } from "./account-patch";
import { accountAnswer, accountPath, expectedOver, stateOf, storedBody } from "./transition";

type Known = { application: ApplicationFacts | null | undefined };

function guard(context: GuardContext<UpdateAccountInput, Known>): Problem | null {
  const { input, program, now, extra } = context;
  const state = stateOf(context);
  const patch = minimalPatch(input.changes, state.account);
  const holderIds = state.relationships.filter((pair) => pair.relationship_type === "account_holder").map((pair) => pair.entity_id);
  const known = { rules: noticeTermsOf(program).rules, now, today: businessDate(now, program.timeZone), current: state.account, holderIds, supportedCapabilities: program.supportedCapabilities, application: extra.application };
  const fields = updateAccountProblems({ ...input, changes: patch }, known);
  return fields.length > 0 ? invalidFields(fields) : null;
}

/** What these changes ask to be said, by the account as it was looked at. */
function cutTopics(context: LookContext<UpdateAccountInput>) {
  const { input, program, now } = context;
  const { account } = stateOf(context);
  return topicsOf(minimalPatch(input.changes, account), account, businessDate(now, program.timeZone), input.statement?.availableCreditIsRestricted);
}

/** Only what differs from Lead's copy is sent (FACTS 5.6). */
export const updateAccount = defineForeignCommand<UpdateAccountInput, Known>({
  kind: "foreign",
  name: "update-account",
  permissions: ["update-account", "update-protections"],
  schema: updateAccountInput,
  accountId: ({ accountId }) => accountId,
  fieldPath: (path) => path.replace(/^changes\./, ""),
  authorise: ({ actor, input }) => {
    const needed = permissionForChanges(input.changes);
    return may(actor.roles, needed) ? null : notPermitted(needed);
  },
  look: async (looking, { input, state }) => {
    const named = input.changes.application_id ?? (input.changes.capabilities ? state?.account.application_id : undefined);
    const application = await readApplication(looking, named);
    return application.ok ? ok({ application: application.value }) : application;
  },
  guard,
  approval: (context) => (context.program.approvals.openScra && cutTopics(context).includes("scra-open") ? { kind: "line-cut", warnings: [scraCutWarning] } : null),
  request: (context) => ({ method: "PATCH", path: accountPath(context.input.accountId), body: JSON.stringify(minimalPatch(context.input.changes, stateOf(context).account)) }),
  expected: (context) => {
    const state = stateOf(context);
    return expectedOver(state, patched(state.account, context.input.changes));
  },
  send: async (writer, context) => accountAnswer(await writer.accounts.update(context.input.accountId, storedBody(context), context.commandId)),
  effectIsThere: (context, { account }) => holds(JSON.parse(storedBody(context)), account),
  onSucceeded: enterLineCut,
  why: ({ statement }) => (statement ? { statement } : {}),
});
