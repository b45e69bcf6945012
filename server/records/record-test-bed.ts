import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { confirmationText } from "@/lib/closures/reasons";
import { businessDate } from "@/lib/format";
import { clientClosedSample, paidOffSample, reportSample } from "../closures/closing-samples";
import { carmen, priya } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { accountNumbers, leadWalks } from "../db/schema-intake";
import { simulatorCredentials } from "../demo/demo-programs";
import { numberList } from "../intake/lead-lists";
import { walkOn } from "../intake/lead-walk";

/** One closing of an account of its own, for the tests of the records. */
export type Closed = { accountId: string; recordId: string };

export const businessToday = () => businessDate(new Date(), "America/Chicago");

/** Asked for, decided and closed at the simulator; with a letter where one is due. */
export async function closedAccount(bed: ProcessTestBed, kind: "letter" | "plain" = "plain"): Promise<Closed> {
  const accountId = await bed.account();
  const recordId = randomUUID();
  const one = { accountId, processId: recordId };
  const request = await bed.request(accountId, kind === "plain" ? paidOffSample() : clientClosedSample(accountId, await bed.holder(accountId), reportSample()));
  expect(await bed.submit(priya, "request-closing", { ...one, request })).toMatchObject({ ok: true });
  expect(await bed.submit(carmen, "decide-closing", { ...one, decision: "approve", typed: confirmationText(accountId) })).toMatchObject({ ok: true });
  if (kind === "letter") expect(await bed.submit(carmen, "send-closing-letter", { ...one, delivered: { on: businessToday(), time: null } })).toMatchObject({ ok: true });
  expect(await bed.process(recordId)).toMatchObject({ stage: "closed" });
  return { accountId, recordId };
}

/** Every account number of the holder of an account ends at the simulator, as the partner's own services would end it. */
export async function cancelNumbers(bed: ProcessTestBed, accountId: string): Promise<void> {
  const [credential] = simulatorCredentials.filter(({ program }) => program === bed.program);
  const send = (path: string, headers: Record<string, string>, body: object) => fetch(`${bed.simulatorUrl}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const granted = await send("/v1/oauth/token", {}, { grant_type: "client_credentials", client_id: credential?.clientId, client_secret: credential?.clientSecret });
  const { access_token: token } = (await granted.json()) as { access_token: string };
  const numbers = await bed.deps.db.select({ id: accountNumbers.accountNumberId }).from(accountNumbers).where(and(eq(accountNumbers.entityId, await bed.holder(accountId)), eq(accountNumbers.status, "active")));
  for (const { id } of numbers) expect((await send(`/v1/account_number/${id}/cancel`, { authorization: `Bearer ${token}`, "idempotency-key": randomUUID() }, {})).status).toBe(200);
}

/** Lead's list of account numbers, read to its end. */
export async function listNumbers(bed: ProcessTestBed): Promise<void> {
  const { db } = bed.deps;
  await db.delete(leadWalks);
  const list = numberList(db, bed.programOf(), 300);
  for (let step = "page-kept"; step !== "finished"; ) {
    step = await walkOn({ db }, bed.program, list);
    // It gives way to people no longer than half a minute, and these have just closed an account.
    await db.update(leadWalks).set({ lookedAt: sql`now() - interval '1 minute'` });
  }
}

/** The owner of the schema lets a record be past its time: the console itself never can. */
export async function pastItsTime(owner: ProcessTestBed["deps"]["db"], recordIds: readonly string[]): Promise<void> {
  await owner.transaction(async (tx) => {
    await tx.execute(sql`ALTER TABLE closure_records DISABLE TRIGGER closure_records_kept`);
    await tx.execute(sql`UPDATE closure_records SET ended_on = '2010-01-15', notified_on = NULL, retain_until = '2017-01-15' WHERE id = ANY(${sql.param([...recordIds])}::uuid[])`);
    await tx.execute(sql`ALTER TABLE closure_records ENABLE TRIGGER closure_records_kept`);
  });
}
