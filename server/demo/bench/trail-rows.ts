import type pg from "pg";
import { canonicalText, entryHash, genesisHash } from "../../audit/canonical-entry";
import { verifyChain } from "../../audit/verify-chain";
import type { Queryable } from "../../db/client";
import type { Bench, Measured } from "./measured";

const megabyte = 1024 * 1024;
const chain = "bench";
const mostEntries = 200_000;
const entriesPerInsert = 5_000;
const walks = 3;

/** A whole chain walked, as `audit:verify` does it; its length follows the directory's up to a point. */
export const trailRows: readonly Measured[] = [
  { name: "trail: entries verified", unit: "rows a second", target: 17_000, measure: async (bench) => ({ values: (await verified(bench)).map(({ entriesASecond }) => entriesASecond), rows: null }) },
  { name: "trail: statements for 1,000 entries", unit: "statements", target: 1, most: 4, measure: async (bench) => ({ values: (await verified(bench)).map(({ statements }) => statements), rows: null }) },
  { name: "trail: growth of memory", unit: "MB", target: 64, most: 64, measure: async (bench) => ({ values: [(await verified(bench)).at(-1)?.growthMb ?? 0], rows: null }) },
];

type Walk = { entriesASecond: number; statements: number; growthMb: number };

async function verified(bench: Bench): Promise<Walk[]> {
  const entries = Math.min(bench.accounts, mostEntries);
  await writeChain(bench.client, entries);
  const done: Walk[] = [];
  for (let walk = 0; walk < walks; walk += 1) done.push(await walkOnce(bench, entries));
  return done;
}

async function walkOnce({ db }: Bench, entries: number): Promise<Walk> {
  let [statements, mostMemory] = [0, 0];
  const counted: Queryable = new Proxy(db, { get: (target, name) => (name === "execute" ? (...args: Parameters<typeof db.execute>) => ((statements += 1), target.execute(...args)) : Reflect.get(target, name)) });
  const [before, startedAt] = [process.memoryUsage.rss(), performance.now()];
  const report = await verifyChain(counted, chain, { onProgress: async () => void (mostMemory = Math.max(mostMemory, process.memoryUsage.rss())) });
  const seconds = (performance.now() - startedAt) / 1_000;
  if (report.entries !== entries || report.findings.length > 0) throw new Error(`${report.entries} of ${entries} entries were verified, ${report.findings.length} found wrong.`);
  return { entriesASecond: entries / seconds, statements: (statements * 1_000) / entries, growthMb: Math.max(0, mostMemory - before) / megabyte };
}

/** As the console would have written it; once for each directory. */
async function writeChain(client: pg.PoolClient, entries: number): Promise<void> {
  const { rows: [head] } = await client.query<{ seq: number }>("SELECT seq FROM audit_heads WHERE chain = $1", [chain]);
  if (head?.seq === entries) return;
  let previous: Buffer = genesisHash;
  for (let from = 1; from <= entries; from += entriesPerInsert) {
    const written = Array.from({ length: Math.min(entriesPerInsert, entries - from + 1) }, (_, index) => {
      const told = entryAt(from + index);
      const canonical = canonicalText(told);
      const [before, hash] = [previous, entryHash(previous, canonical)];
      previous = hash;
      return { ...told, canonical, previous: before.toString("hex"), hash: hash.toString("hex") };
    });
    await client.query(insertion, [JSON.stringify(written)]);
  }
  await client.query("INSERT INTO audit_heads (chain, seq, hash) VALUES ($1, $2, $3)", [chain, entries, previous]);
  await client.query("ANALYZE audit_entries");
}

const insertion = `
  INSERT INTO audit_entries (chain, seq, at, program, actor, actor_name, actor_roles, action, outcome, account_id, command_id, process_id, changes, details, canonical, previous, hash)
  SELECT chain, seq, at, program, actor, "actorName", "actorRoles", action, outcome, "accountId", "commandId", "processId", changes, details, canonical, decode(previous, 'hex'), decode(hash, 'hex')
  FROM jsonb_to_recordset($1::jsonb) AS told(chain text, seq bigint, at timestamptz, program text, actor text, "actorName" text, "actorRoles" text[], action text, outcome text, "accountId" text, "commandId" uuid, "processId" uuid,
    changes jsonb, details jsonb, canonical text, previous text, hash text)`;

function entryAt(seq: number) {
  return {
    chain, seq, at: new Date(1_700_000_000_000 + seq * 1_000), program: chain, actor: `person-${seq % 40}`, actorName: "Priya Nair", actorRoles: ["program_manager"],
    action: "update-account", outcome: "done", accountId: `account_bench${seq % 977}`, commandId: "0b6e4c3a-97e1-4f0e-9c11-2e4d2a0b3f10", processId: null,
    changes: [{ path: "details.product_name", old: "Everyday Checking", new: "Everyday Plus" }, { path: "status", old: "active", new: "inactive" }],
    details: { reason: "dormant", note: "The holder has asked for it", currency: "USD", index: seq },
  };
}
