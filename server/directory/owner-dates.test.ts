import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AgreementUnderTest } from "../agreement/agreement-under-test";
import { person } from "../commands/command-test-bed";
import type { CommandTestBed } from "../commands/command-test-bed";
import { startCommandWorld } from "../commands/command-test-world";
import type { CommandWorld } from "../commands/command-test-world";
import { ownerDatesOf } from "./owner-dates";

let world: CommandWorld;
let bed: CommandTestBed;
let ledger: AgreementUnderTest;
beforeAll(async () => {
  [world, ledger] = await Promise.all([startCommandWorld(), AgreementUnderTest.start()]);
  ({ bed } = world);
});
afterAll(async () => {
  await Promise.all([world.close(), ledger.close()]);
});

const done = { ok: true, value: { status: "succeeded" } };
const [sam, priya, carmen] = [person("sam"), person("priya"), person("carmen")];
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const contact = (minutes: number, channel = "phone") => ({ verifiedBy: "one-time-code", channel, at: minutesAgo(minutes) });
const dates = (accountId: string) => ownerDatesOf(bed.deps.db, bed.program, accountId);

describe("the last contact with an owner", () => {
  it("is what a reactivation, a caller handed over and a contact on record say, the latest of them", async () => {
    const accountId = await bed.made({ status: "inactive", status_reason: "dormant" });
    const [first, earlier, later] = [contact(60), contact(90, "post"), contact(5, "chat")];
    expect(await dates(accountId)).toEqual({ contact: null, activity: null });
    expect(await bed.run(sam, "activate-account", { accountId, contact: first })).toMatchObject(done);
    expect((await dates(accountId)).contact).toEqual({ at: first.at, channel: "phone" });
    expect(await bed.run(priya, "record-owner-contact", { accountId, contact: earlier, note: "A letter from the holder" })).toMatchObject(done);
    expect((await dates(accountId)).contact).toEqual({ at: first.at, channel: "phone" });
    expect(await bed.run(sam, "hand-over", { accountId, wants: "A new card", contact: later })).toMatchObject(done);
    expect((await dates(accountId)).contact).toEqual({ at: later.at, channel: "chat" });
    expect((await dates(accountId)).activity).toBeNull();
  });

  it("is nothing that the program or the bank did", async () => {
    const accountId = await bed.made();
    expect(await bed.run(priya, "update-account", { accountId, changes: { details: { product_name: "Everyday Plus" } } })).toMatchObject(done);
    expect(await bed.run(carmen, "deactivate-account", { accountId, reason: "dormant" })).toMatchObject(done);
    expect(await bed.run(priya, "add-note", { accountId, text: "Statement sent" })).toMatchObject(done);
    expect(await bed.run(sam, "hand-over", { accountId, wants: "Somebody who was not verified" })).toMatchObject(done);
    expect(await dates(accountId)).toEqual({ contact: null, activity: null });
  });

  it("is of a holder, in the past, and recorded by those who speak with owners", async () => {
    const accountId = await bed.made();
    expect(await bed.run(priya, "record-owner-contact", { accountId, contact: { ...contact(1), at: minutesAgo(-60) } })).toMatchObject({ ok: false, problem: { fields: [{ path: "contact.at" }] } });
    expect(await bed.run(priya, "record-owner-contact", { accountId, contact: { ...contact(1), holderEntityId: bed.entity("prospectBusiness") } })).toMatchObject({ ok: false, problem: { fields: [{ path: "contact.holderEntityId" }] } });
    for (const who of ["ada", "alex"] as const) expect(await bed.run(person(who), "record-owner-contact", { accountId, contact: contact(1) }), who).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await dates(accountId)).toEqual({ contact: null, activity: null });
  });

  it("does not go back, in SQL either", async () => {
    const accountId = await bed.made();
    expect(await bed.run(priya, "record-owner-contact", { accountId, contact: contact(5) })).toMatchObject(done);
    for (const change of [sql`contact_at = now() - interval '1 year'`, sql`contact_at = NULL, contact_channel = NULL, contact_command = NULL`]) {
      await expect(bed.deps.db.execute(sql`UPDATE owner_dates SET ${change} WHERE account_id = ${accountId}`)).rejects.toThrow();
    }
    await expect(bed.deps.db.execute(sql`DELETE FROM owner_dates WHERE account_id = ${accountId}`)).rejects.toThrow();
  });
});

describe("the last activity of an owner", () => {
  const activity = async (accountId: string) => (await ownerDatesOf(ledger.db, { slug: "owners" }, accountId)).activity;
  const compared = (asOf: string, ...rows: string[]) => ledger.compared(["account_id,status,last_owner_activity", ...rows].join("\n"), { asOf, program: "owners" });

  it("is what the ledger says, the latest day of it; one after the ledger's own day is believed of none", async () => {
    for (const id of ["account_own1", "account_own2", "account_own3"]) await ledger.shows({ id, status: "active" }, "owners");
    await compared("2026-05-03T12:00:00Z", "account_own1,active,2026-04-30", "account_own2,active,", "account_own3,active,2026-06-01", "account_unknown,active,2026-04-01");
    expect(await activity("account_own1")).toEqual({ on: "2026-04-30", asOf: "2026-05-03T12:00:00.000Z" });
    expect(await activity("account_own2")).toBeNull();
    expect(await activity("account_own3")).toBeNull();
    await compared("2026-05-10T12:00:00Z", "account_own1,active,2026-04-01", "account_own2,active,2026-05-09T23:30:00-05:00");
    expect(await activity("account_own1")).toEqual({ on: "2026-04-30", asOf: "2026-05-03T12:00:00.000Z" });
    expect(await activity("account_own2")).toEqual({ on: "2026-05-09", asOf: "2026-05-10T12:00:00.000Z" });
  });

  it("may be all that a file says, and a day that is none is named", async () => {
    const runId = await ledger.compared("account_id,last_owner_activity\naccount_own3,2026-05-11\naccount_own1,yesterday", { asOf: "2026-05-12T12:00:00Z", program: "owners" });
    expect((await activity("account_own3"))?.on).toBe("2026-05-11");
    expect(await ledger.rows(runId)).toMatchObject([{ problem: "date", detail: "yesterday" }]);
  });
});
