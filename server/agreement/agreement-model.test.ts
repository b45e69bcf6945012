import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AgreementUnderTest, priya } from "./agreement-under-test";
import { resolveException } from "./change-exception";

// Files, changes at Lead and resolutions in any order, against a plain reading of what an exception is.

let world: AgreementUnderTest;
let programs = 0;
beforeAll(async () => {
  world = await AgreementUnderTest.start();
});
afterAll(() => world.close());

const accounts = ["account_a", "account_b"] as const;
type Account = (typeof accounts)[number];
const standings = [["active", "active"], ["inactive", "dormant"], ["closed", "paid_off"], ["closed", "charged_off"]] as const;

type Shown = { status: string; reason: string; limit: number | null };
type Row = { account: string; status: string; reason: string; limit: string };
type Step =
  | { kind: "lead"; account: Account; shown: Shown }
  | { kind: "file"; rows: Row[]; complete: boolean; atATime: number }
  | { kind: "accept"; pick: number };

const shown = fc.record({ standing: fc.constantFrom(...standings), limit: fc.constantFrom(null, 100, 200) }).map(({ standing: [status, reason], limit }): Shown => ({ status, reason, limit }));
const row = fc
  .record({ account: fc.constantFrom(...accounts, "account_unknown"), standing: fc.constantFrom(...standings), says: fc.constantFrom("both", "status", "reason", "neither"), limit: fc.constantFrom("", "100", "200") })
  .map(({ account, standing: [status, reason], says, limit }): Row => ({
    account, status: says === "both" || says === "status" ? status : "", reason: says === "both" || says === "reason" ? reason : "", limit,
  }));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("lead" as const), account: fc.constantFrom(...accounts), shown }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("file" as const), rows: fc.array(row, { minLength: 2, maxLength: 3 }), complete: fc.boolean(), atATime: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("accept" as const), pick: fc.nat() }) },
);

type Entry = { theirs: string; ours: string; reason: string; accepted: boolean; number: number };

/** All in memory, one account and field after the other. */
class Plain {
  readonly lead = new Map<string, Shown>();
  readonly live = new Map<string, Entry>();
  private made = 0;

  open(): string[] {
    return [...this.live].filter(([, { accepted }]) => !accepted).map(([key, { theirs, ours }]) => `${key}: ${theirs}, ${ours}`).sort();
  }

  change(account: string, now: Shown): void {
    this.lead.set(account, now);
    for (const [key, { theirs, reason }] of this.live) {
      if (key === `${account} absent` && now.status === "closed") this.live.delete(key);
      if (key === `${account} status` && now.status === theirs && (reason === "" || reason === now.reason)) this.live.delete(key);
      if (key === `${account} status-reason` && now.reason === theirs) this.live.delete(key);
      if (key === `${account} credit-limit` && String(now.limit) === theirs) this.live.delete(key);
    }
  }

  file(rows: readonly Row[], complete: boolean): void {
    const readable = rows.filter(({ account, status, reason, limit }) => this.lead.has(account) && status + reason + limit !== "");
    for (const [account, known] of this.lead) {
      const [only, ...more] = readable.filter((row) => row.account === account);
      if (!only && complete && known.status !== "closed") this.differs(`${account} absent`, "null", known.status, "", known.reason);
      if (!only || more.length > 0) continue;
      this.live.delete(`${account} absent`);
      const { status, reason, limit } = only;
      if (status !== "") this.compare(`${account} status`, status, known.status, reason, known.reason);
      if (reason !== "" && status !== "" && status !== known.status) this.live.delete(`${account} status-reason`);
      else if (reason !== "") this.compare(`${account} status-reason`, reason, known.reason, "", "");
      if (limit !== "") this.compare(`${account} credit-limit`, limit, String(known.limit), "", "");
    }
  }

  private compare(key: string, theirs: string, ours: string, reason: string, oursReason: string): void {
    if (theirs === ours) this.live.delete(key);
    else this.differs(key, theirs, ours, reason, oursReason);
  }

  private differs(key: string, theirs: string, ours: string, reason: string, oursReason: string): void {
    const known = this.live.get(key);
    const both = `${ours} ${oursReason}`;
    const said = { theirs, ours, reason };
    const isNew = !known || (known.accepted && (known.theirs !== theirs || known.reason !== reason || this.oursThen.get(key) !== both));
    this.oursThen.set(key, both);
    this.live.set(key, isNew ? { ...said, accepted: false, number: (this.made += 1) } : { ...known, ...said });
  }

  private readonly oursThen = new Map<string, string>();
}

const accountsOf = (lines: readonly Row[]) => ["account_id,status,status_reason,credit_limit", ...lines.map(({ account, status, reason, limit }) => `${account},${status},${reason},${limit}`)].join("\n");

it("files, changes at Lead and acceptances leave what a plain reading leaves", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...accounts), shown), { minLength: 2, maxLength: 3 }), fc.array(step, { minLength: 8, maxLength: 12 }), async (start, steps) => {
      const program = `model-${(programs += 1)}`;
      const plain = new Plain();
      const show = async (account: string, now: Shown) => {
        plain.change(account, now);
        await world.shows({ id: account, status: now.status, status_reason: now.reason, ...(now.limit === null ? {} : { limit: now.limit }) }, program);
      };
      for (const [account, now] of start) await show(account, now);
      for (const one of steps) {
        if (one.kind === "lead") await show(one.account, one.shown);
        if (one.kind === "file") {
          plain.file(one.rows, one.complete);
          await world.started(accountsOf(one.rows), { program, complete: one.complete });
          await world.run({ atATime: one.atATime }, program);
        }
        if (one.kind === "accept") {
          const key = plain.open()[one.pick % Math.max(1, plain.open().length)]?.split(":")[0];
          const entry = key === undefined ? undefined : plain.live.get(key);
          if (!entry) continue;
          entry.accepted = true;
          const stored = (await world.exceptions(undefined, program)).find(({ accountId, field, endedAt }) => endedAt === null && `${accountId} ${field}` === key);
          const accepted = await world.db.transaction((tx) => resolveException(tx, program, stored?.id ?? "", priya, { cause: "timing", note: "Known." }));
          expect(accepted).toMatchObject({ ok: true });
        }
        expect((await world.open(undefined, program)).sort()).toEqual(plain.open());
      }
    }),
    { numRuns: 40 },
  );
}, 180_000);
