import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { fileLimits } from "../../../lib/imports/import-file";
import { startAgreement } from "../../agreement/control-agreement";
import { receiveAgreement } from "../../agreement/receive-agreement";
import { runAgreement } from "../../agreement/run-agreement";
import type { Bench, Measured } from "./measured";
import { watchMemory } from "./watch-memory";

const rowsInOnePiece = 5_000;
/** One of so many says another status than Lead, in a file of thousands. */
const everyDiffers = 1_000;

/** A ledger that names every account of the directory, taken in and compared. */
export const agreementRows: readonly Measured[] = [
  { name: "agreement: rows taken in and compared", unit: "rows a second", target: 5_000, measure: async (bench) => ({ values: [(await compared(bench)).rowsASecond], rows: null }) },
  { name: "agreement: growth of memory", unit: "MB", target: 128, most: 128, measure: async (bench) => ({ values: [(await compared(bench)).growthMb], rows: null }) },
];

type Compared = { rowsASecond: number; growthMb: number };

/** What differs once is known afterwards: both rows are of the same comparison. */
const done = new WeakMap<Bench, Promise<Compared>>();

function compared(bench: Bench): Promise<Compared> {
  const known = done.get(bench) ?? compareOnce(bench);
  done.set(bench, known);
  return known;
}

/** Code is compiled and the heap finds its size before anything is measured. */
const rowsBefore = 10_000;

async function compareOnce(bench: Bench): Promise<Compared> {
  const named = Math.min(bench.accounts, fileLimits.rows);
  await compare(bench, Math.min(named, rowsBefore));
  return compare(bench, named);
}

async function compare(bench: Bench, named: number): Promise<Compared> {
  const { db, caller: { actor, program } } = bench;
  const [runId, memory, startedAt] = [randomUUID(), watchMemory(), performance.now()];
  const received = await receiveAgreement(db, { runId, program, actor, fileName: "ledger.csv", body: ledger(bench, named, memory.look), declaredBytes: null });
  if (!received.ok) throw new Error(received.problem.title);
  const asOf = new Date().toISOString();
  const started = await db.transaction((tx) => startAgreement(tx, { program: program.slug, runId, asOf, complete: false, actor }));
  if (!started.ok) throw new Error(started.problem.title);
  await runAgreement({ db, leaseMs: 30_000, beatMs: 1_000, atATime: 2_000, onPhase: memory.look }, program.slug, new AbortController().signal);
  const seconds = (performance.now() - startedAt) / 1000;
  const { rows: [ended] } = await db.execute<{ status: string; exceptions: number }>(sql`
    SELECT status, (SELECT count(*)::int FROM agreement_exceptions WHERE program = ${program.slug} AND resolved_at IS NULL) AS exceptions FROM agreement_runs WHERE id = ${runId}`);
  const differing = Math.floor((named + everyDiffers - 1) / everyDiffers);
  if (ended?.status !== "done" || ended.exceptions !== differing) throw new Error(`The comparison did not come to its end: ${JSON.stringify(ended)}, ${differing} differ`);
  return { rowsASecond: named / seconds, growthMb: memory.growthMb() };
}

/** What Lead shows of each account, but for every thousandth. */
async function* ledger({ db, caller: { program: { slug } } }: Bench, rows: number, look: () => void): AsyncGenerator<Buffer> {
  yield Buffer.from("account_id,status\n");
  let written = 0;
  for (let after = ""; written < rows; ) {
    const { rows: some } = await db.execute<{ id: string; status: string }>(sql`
      SELECT account_id AS id, status FROM directory_entries WHERE program = ${slug} AND account_id > ${after} ORDER BY account_id LIMIT ${Math.min(rows - written, rowsInOnePiece)}`);
    const last = some.at(-1);
    if (!last) break;
    after = last.id;
    look();
    yield Buffer.from(some.map(({ id, status }, index) => `${id},${(written + index) % everyDiffers === 0 ? other(status) : status}\n`).join(""));
    written += some.length;
  }
}

const other = (status: string) => (status === "active" ? "closed" : "active");
