import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { permissionsOf } from "@/lib/permissions";
import { openDatabase } from "../../db/client";
import { deceasedCases } from "../../db/schema-deceased";
import { evidenceOn } from "../../evidence/evidence-test-bed";
import { person } from "../command-test-bed";
import type { CommandTestBed } from "../command-test-bed";
import { startCommandWorld } from "../command-test-world";
import type { CommandWorld } from "../command-test-world";

// Cases of deceased holders, walked as far as a test needs them. Each test file that loads this has a world of its own.

let world: CommandWorld;
export let bed: CommandTestBed;
/** The schema's owner, whom no right holds back. */
export let owner: ReturnType<typeof openDatabase>;

export async function startCases(): Promise<void> {
  world = await startCommandWorld();
  ({ bed } = world);
  owner = openDatabase(world.database.ownerUrl, 2);
}

export async function closeCases(): Promise<void> {
  await owner?.pool.end();
  await world?.close();
}

type Key = Parameters<typeof person>[0];
export const [priya, carmen] = [person("priya"), person("carmen")];
export const done = { ok: true, value: { status: "succeeded" } };
export const notNow = (title: RegExp) => ({ ok: false, problem: { kind: "not-possible-now", title: expect.stringMatching(title) } });
export const wrong = (path: string, message = /./) => ({ ok: false, problem: { kind: "invalid", fields: [{ path, message: expect.stringMatching(message) }] } });
export const secret = "Quillan Thorne-Ashby";
export const contact = { name: secret, relation: "executor", reach: "816 555 0134", reference: "26-PR-118" };
export const removing = "DELETE /v0/accounts/:id/entity_relationships/:entity_id";

export function caller(key: Key) {
  const actor = person(key);
  return { actor, program: bed.program, roles: actor.roles, permissions: permissionsOf(actor.roles) };
}

export const pairs = (ids: readonly string[]) => ids.map((entity_id) => ({ entity_id, relationship_type: "account_holder" }));
export const people = () => [bed.entity("prospectIndividual"), bed.entity("prospectUser")] as const;
export const jointAccount = () => bed.made({ relationships: pairs(people()) });

type Made = { accountId: string; caseId: string; gone: string; stays: string };

export async function reported(accountId?: string, by = priya): Promise<Made> {
  const [stays, gone] = people();
  const [account, caseId] = [accountId ?? (await jointAccount()), randomUUID()];
  expect(await bed.run(by, "report-death", { accountId: account, entityId: gone, toldBy: "The daughter, by phone", toldOn: "2026-01-10", diedOn: "2026-01-04" }, { id: caseId })).toMatchObject(done);
  return { accountId: account, caseId, gone, stays };
}

export async function proven(made: Made): Promise<Made & { proof: string }> {
  const { accountId, caseId } = made;
  const proof = await evidenceOn(bed, accountId, { subject: { kind: "hold", id: (await caseRow(caseId)).holdId } });
  expect(await bed.run(carmen, "accept-proof", { accountId, caseId, evidence: [proof], what: "Certificate of death" })).toMatchObject(done);
  return { ...made, proof };
}

export async function readyToRemove(account?: string): Promise<Made & { proof: string }> {
  const made = await proven(await reported(account));
  const { accountId, caseId, stays } = made;
  expect(await bed.run(carmen, "confirm-survivors", { accountId, caseId, entityIds: [stays], how: "Called, 12 January" })).toMatchObject(done);
  expect(await bed.run(carmen, "record-estate-contact", { accountId, caseId, contact })).toMatchObject(done);
  return made;
}

export const remove = ({ accountId, caseId, gone, proof }: Made & { proof: string }, id?: string) =>
  bed.run(carmen, "remove-relationship", { accountId, entityId: gone, relationshipType: "account_holder", reason: "Died", evidence: [proof], deceasedCase: caseId }, { id });
export const end = ({ accountId, caseId }: Made, outcome: string) => bed.run(carmen, "end-deceased-case", { accountId, caseId, outcome, comment: "As it turned out" });

export async function caseRow(id: string) {
  const [row] = await bed.deps.db.select().from(deceasedCases).where(eq(deceasedCases.id, id));
  if (!row) throw new Error("No case");
  return row;
}
