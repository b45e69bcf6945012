import "server-only";
import { openAccountInput } from "@/lib/accounts/command-inputs";
import type { ApplicationFacts, KnownEntities } from "@/lib/accounts/entity-facts";
import { relationshipRows } from "@/lib/accounts/entity-relationships";
import { openAccountProblems } from "@/lib/accounts/open-account-problems";
import { accountId } from "@/lib/lead/ids";
import type { LeadEntityRelationship } from "@/lib/lead/entity-relationship";
import { relationshipTypes } from "@/lib/lead/enums";
import { ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { relationshipsPath } from "@/lib/seen";
import type { z } from "zod";
import { mapAnswer } from "../../lead/lead-error";
import { contentKey } from "../command-id";
import { recentSuccessOf } from "../command-log";
import type { StoredCommand } from "../command-log";
import { invalidFields } from "../command-problems";
import { defineForeignCommand } from "../define-command";
import { readApplication, readEntities } from "../people-at-lead";
import { relationshipLists } from "../../directory/snapshot";
import { storedBody } from "./transition";

/** `acknowledgedDuplicate`: the account that the person knows about and wants a second one beside. */
const schema = openAccountInput.extend({ acknowledgedDuplicate: accountId.optional() });
type OpenInput = z.infer<typeof schema>;
type Known = { entities: KnownEntities; application: ApplicationFacts | null | undefined; twin: StoredCommand | undefined };

function bodyOfInput({ acknowledgedDuplicate: _not, ...body }: OpenInput) {
  return body;
}

const subjectKey = (input: OpenInput) => contentKey(bodyOfInput(input));

function peopleOf({ entities }: OpenInput): LeadEntityRelationship[] {
  return relationshipTypes.flatMap((type) => (entities[relationshipRows[type].listPath] ?? []).map((entity) => ({ entity_id: entity, relationship_type: type })));
}

function duplicateProblem(twin: StoredCommand | undefined, input: OpenInput): Problem | null {
  if (!twin?.accountId || twin.accountId === input.acknowledgedDuplicate) return null;
  return {
    kind: "conflict",
    title: "The same account was opened within the last 24 hours.",
    detail: `${twin.operatorName} opened ${twin.accountId} with exactly this content.`,
    saved: "Nothing was recorded and nothing was sent. What you typed is kept.",
    next: "Look at that account. If a second one is really wanted, say so and send again.",
    fields: [{ path: "acknowledgedDuplicate", message: twin.accountId }],
    commandId: twin.id,
  };
}

export const openAccount = defineForeignCommand<OpenInput, Known>({
  kind: "foreign",
  name: "open-account",
  permissions: ["open-account"],
  schema,
  accountId: () => null,
  subjectKey,
  look: async (looking, context) => {
    const { program, input, commandId } = context;
    const twin = await recentSuccessOf(looking.deps.db, program.slug, subjectKey(input), commandId);
    const [entities, application] = await Promise.all([
      readEntities(looking, program, peopleOf(input).map((pair) => pair.entity_id)),
      readApplication(looking, input.application_id),
    ]);
    if (!entities.ok) return entities;
    return application.ok ? ok({ entities: entities.value, application: application.value, twin }) : application;
  },
  guard: ({ input, program, extra, now }) => {
    const { entities, application, twin } = extra;
    const { supportedCapabilities } = program;
    const fields = openAccountProblems(bodyOfInput(input), { now, supportedCapabilities, entities, application });
    return fields.length > 0 ? invalidFields(fields) : duplicateProblem(twin, input);
  },
  /** After the row is in: the same content that was settled while this one waited is found here. */
  recheck: async (tx, { program, input, commandId }) => duplicateProblem(await recentSuccessOf(tx, program.slug, subjectKey(input), commandId), input),
  request: ({ input }) => ({ method: "POST", path: "/v0/accounts", body: JSON.stringify(bodyOfInput(input)) }),
  expected: ({ input }) => {
    const { entities: _ids, ...body } = bodyOfInput(input);
    return { ...body, status: "active", status_reason: "active", [relationshipsPath]: relationshipLists(peopleOf(input)) };
  },
  send: async (writer, context) =>
    mapAnswer(await writer.accounts.create(storedBody(context), context.commandId), (account) => ({ account, relationships: peopleOf(context.input) })),
  effectIsThere: null,
  why: ({ acknowledgedDuplicate }) => (acknowledgedDuplicate ? { acknowledgedDuplicate } : {}),
});
