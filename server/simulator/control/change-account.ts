import type { Context } from "hono";
import { z } from "zod";
import { RELATIONSHIP_TYPES, ENTITY_ID } from "../accounts/account-schema";
import { laterThan } from "../accounts/read-account";
import { mergePatch, takeNulls, withoutPaths } from "../http/merge-patch";
import type { Simulator } from "../simulator";
import type { AccountBody } from "../store/records";
import { ControlError, parsedBody } from "./control-input";

/** Values are free, so that unknown enum values and fields can be put in front of a reader. */
const changeSchema = z.strictObject({
  status: z.string().optional(),
  status_reason: z.string().optional(),
  capabilities: z.array(z.string()).optional(),
  application_id: z.string().nullable().optional(),
  client_account_id: z.string().nullable().optional(),
  entities: z.object({ account_holder_type: z.string() }).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  metadata: z.record(z.string(), z.string().nullable()).optional(),
  documents: z.array(z.record(z.string(), z.unknown())).optional(),
  /** Replaces the whole list. */
  relationships: z
    .array(z.strictObject({ entity_id: z.string().regex(ENTITY_ID), relationship_type: z.enum(RELATIONSHIP_TYPES) }))
    .optional(),
});

/** Changes an account as another integration, a file or Lead itself would; null deletes. Journaled, without a key. */
export async function changeAccount(simulator: Simulator, id: string, context: Context): Promise<AccountBody> {
  const { relationships, ...change } = await parsedBody(changeSchema, context);
  const { store } = simulator.state;
  const program = store.programOfAccount(id);
  const record = program === undefined ? undefined : store.program(program).accounts.get(id);
  if (program === undefined || !record) throw new ControlError(`no account ${id}`, 404);
  const now = new Date().toISOString();
  const { body, nulls } = takeNulls(change, /./);
  const merged = withoutPaths(mergePatch(record.account, body), nulls);
  const account = { ...merged, updated_at: laterThan(record.account, now) };
  const held = relationships?.map((pair, position) => ({ ...pair, position })) ?? record.relationships;
  simulator.state.commit({
    at: now, program, operation: "PATCH /_simulator/accounts/:id", path: `/_simulator/accounts/${id}`, key: null,
    requestHash: "", accountId: id, response: null,
    puts: [{ kind: "account", program, record: { account, relationships: held } }],
  });
  return account;
}
