import "server-only";
import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { expect } from "vitest";
import type { PackAsk } from "@/lib/closures/examiner-pack";
import { packGroups } from "@/lib/closures/examiner-pack";
import { carmen, priya } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import { openDatabase } from "../db/client";
import { auditEntries } from "../db/schema";
import { examinerPacks } from "../db/schema-packs";
import { businessToday, closedAccount } from "../records/record-test-bed";
import type { Closed } from "../records/record-test-bed";
import { keepEvidence } from "./pack-test-bed";

export const today = businessToday();
export const period: PackAsk = { by: "period", from: today, to: today, groups: [...packGroups] };
export const sample = (seed?: string): PackAsk => ({ ...period, by: "sample", each: 1, ...(seed === undefined ? {} : { seed }) });

/** Three closings that ended today, one of them with a letter and evidence, and one that has not ended. */
export type PackWorld = {
  bed: ProcessTestBed;
  /** The schema's owner, who may do what the console's role may not. */
  owner: ReturnType<typeof openDatabase>;
  letter: Closed;
  plain: Closed;
  other: Closed;
  /** Of the one with a letter: its evidence, and what was added to it by mistake. */
  kept: string;
  withdrawn: string;
  close(): Promise<void>;
};

export async function startPackWorld(): Promise<PackWorld> {
  const around = await startProcessWorld();
  const { bed } = around;
  const owner = openDatabase(around.database.ownerUrl, 2);
  const [letter, plain, other] = [await closedAccount(bed, "letter"), await closedAccount(bed), await closedAccount(bed)];
  const kept = await keepEvidence(bed, letter.accountId, letter.recordId, "Letter as mailed (März).pdf", 700_000);
  const withdrawn = await keepEvidence(bed, letter.accountId, letter.recordId, "wrong.pdf");
  expect(await bed.submit(carmen, "withdraw-evidence", { accountId: letter.accountId, evidenceId: withdrawn, reason: "Of another case" })).toMatchObject({ ok: true });
  expect(await bed.submit(carmen, "add-note", { accountId: letter.accountId, text: "Seen by the committee", complianceOnly: true })).toMatchObject({ ok: true });
  const open = await bed.account();
  expect(await bed.submit(priya, "request-closing", { accountId: open, processId: randomUUID(), request: await bed.request(open, { reason: "paid_off", answers: { balanceIsZero: true, balanceKnownFrom: "The ledger", remainingBalance: "none" } }) })).toMatchObject({ ok: true });
  const close = async () => {
    await owner.pool.end();
    await around.close();
  };
  return { bed, owner, letter, plain, other, kept, withdrawn, close };
}

export async function lastEntries({ bed }: PackWorld, most: number) {
  return (await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.chain, "everyday")).orderBy(desc(auditEntries.seq)).limit(most)).reverse();
}

export async function packRow({ bed }: PackWorld, id: string) {
  return (await bed.deps.db.select().from(examinerPacks).where(eq(examinerPacks.id, id)))[0];
}
