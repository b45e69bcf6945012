import "server-only";
import { closingNeedsSecondPerson } from "@/lib/approvals/second-person";
import { canTransition } from "@/lib/accounts/account-status";
import { requestClosingInput } from "@/lib/closures/closing-inputs";
import type { RequestClosingInput } from "@/lib/closures/closing-inputs";
import { closingRequestProblems, noticePath } from "@/lib/closures/closing-request-problems";
import { noticeDueOn } from "@/lib/closures/due-dates";
import { joinedReasons } from "@/lib/closures/termination-reasons";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { insertApproval } from "../approvals/approval-row";
import type { Queryable } from "../db/client";
import { closures } from "../db/schema-closures";
import { inputHash } from "../commands/command-id";
import { invalidFields } from "../commands/command-problems";
import { defineLocalCommand } from "../commands/define-command";
import type { CommandContext } from "../commands/define-command";
import { draftedLetters } from "./closing-letters";
import type { DraftedLetters } from "./closing-letters";
import { lookForClosing } from "./look";
import type { Looked } from "./look";
import { noticeTermsOf } from "../notice-settings";
import { beginProcess, busyProblem, notPossible, seenProblem } from "./process-guards";

type Context = CommandContext<RequestClosingInput>;

/** Asks for a closing. Nothing is sent to Lead by it, and nothing follows until compliance has decided. */
export const requestClosing = (seen: string | undefined) => defineLocalCommand<RequestClosingInput, Looked>({
  name: "request-closing",
  kind: "local",
  permissions: ["request-closing"],
  schema: requestClosingInput,
  accountId: ({ accountId }) => accountId,
  look: (looking, { program, input }) => lookForClosing(looking, program, input.accountId),
  async perform(tx, context) {
    const { input, program, ready, now } = context;
    const busy = (await busyProblem(tx, program.slug, input.accountId)) ?? seenProblem(seen, ready.facts);
    if (busy) return fail(busy);
    const { facts } = ready;
    if (!canTransition("close-account", facts.status)) return fail(notPossible(`An account that is ${facts.status} cannot be closed.`));
    const fields = closingRequestProblems(input.request, facts, { now, today: businessDate(now, program.timeZone), rules: noticeTermsOf(program).rules });
    if (fields.length > 0) return fail(invalidFields(fields));
    const secondPerson = closingNeedsSecondPerson(program.approvals, input.request.reason, facts, businessDate(now, program.timeZone));
    const drafted = draftedLetters(program, input.request, facts);
    const taken = (await begin(tx, context)) ?? (await askForDecision(tx, context, secondPerson, drafted));
    if (taken) return fail(taken);
    await insertClosure(tx, context, secondPerson, drafted);
    const { reason, reasonBefore, determination, actionTakenOn } = input.request;
    return ok({ processId: input.processId, details: { closeReason: reason, determination: determination.kind, notice: noticePath(input.request), actionTakenOn, ...(drafted.letters ? { letters: drafted.letters.length, lettersHash: drafted.lettersHash } : {}), ...(secondPerson ? { secondPerson } : {}), ...(reasonBefore ? { reasonBefore } : {}) } });
  },
});

function begin(tx: Queryable, { input, actor, program }: Context): Promise<Problem | null> {
  return beginProcess(tx, {
    id: input.processId,
    program: program.slug,
    accountId: input.accountId,
    kind: "closing",
    stage: "requested",
    plan: input.request,
    planHash: hashOf(program, input),
    startedBy: actor.subject,
    startedByName: actor.name,
    startedByRoles: [...actor.roles],
  });
}

function hashOf({ slug }: Context["program"], { accountId, request }: RequestClosingInput): Buffer {
  return inputHash({ program: slug, name: "request-closing", accountId, input: request });
}

/** Every closing is decided on by compliance: by another person where the program says so. What is decided on is these letters. */
function askForDecision(tx: Queryable, { input, actor, program, now }: Context, secondPerson: boolean, { lettersHash }: DraftedLetters): Promise<Problem | null> {
  const { processId, accountId, request } = input;
  return insertApproval(tx, program, now, {
    id: processId, kind: "closing", subject: accountId, name: "request-closing", accountId, processId, input: request, inputHash: hashOf(program, input),
    details: lettersHash ? { lettersHash } : {}, secondPerson, requester: actor.subject, requesterName: actor.name, requesterRoles: [...actor.roles],
  });
}

async function insertClosure(tx: Queryable, { input, actor, program, ready: { account, facts } }: Context & { ready: Looked }, secondPerson: boolean, drafted: DraftedLetters): Promise<void> {
  const { request } = input;
  const path = noticePath(request);
  await tx.insert(closures).values({
    processId: input.processId,
    program: program.slug,
    accountId: input.accountId,
    reason: request.reason,
    reasonBefore: request.reasonBefore ?? null,
    note: request.note ?? null,
    answers: request.answers,
    statements: request.statements,
    determination: request.determination,
    actionTakenOn: request.actionTakenOn,
    noticeNeeded: path !== "none",
    noticeDueOn: path === "none" ? null : noticeDueOn(request.actionTakenOn),
    notice: path === "letter" && request.notice ? { ...request.notice, text: joinedReasons(request.notice.reasons) } : null,
    ...drafted,
    noticeFound: facts.notice,
    noticeIsThisOne: request.existingNotice?.isThisOne ?? null,
    noticeOlderReason: request.existingNotice?.olderReason ?? null,
    noticeFoundOn: foundOn(facts.notice?.deliveredAt, program.timeZone),
    facts,
    accountBefore: account,
    secondPerson,
    requestedBy: actor.subject,
    requestedByName: actor.name,
    requestedByRoles: [...actor.roles],
  });
}

/** The business day of a notice that Lead holds; null where it says none. */
function foundOn(deliveredAt: string | null | undefined, zone: string): string | null {
  const at = Date.parse(deliveredAt ?? "");
  return Number.isNaN(at) ? null : businessDate(new Date(at), zone);
}
