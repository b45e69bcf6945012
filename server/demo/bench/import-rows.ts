import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { databaseCallSink } from "../../audit/call-sink";
import { testPrograms } from "../../directory/test-programs";
import { controlImport } from "../../imports/control-import";
import { receiveImport } from "../../imports/receive-import";
import { runImports } from "../../imports/run-imports";
import { fileLimits } from "../../../lib/imports/import-file";
import type { Program } from "../../programs";
import { startSimulator } from "../../simulator/start-simulator";
import type { RunningSimulator } from "../../simulator/start-simulator";
import type { Bench, Measured } from "./measured";
import { watchMemory } from "./watch-memory";

const callsPerSecond = 25;
const idsInOnePiece = 5_000;
/** Fewer are over before the first second's calls, which may come at once, no longer count. */
const fewestFresh = 150;

/** A file with every id of the directory, checked against it, and then those of it that are new, read from Lead at a pace. */
export const importRows: readonly Measured[] = [
  { name: "import: share of the rate that is set", unit: "%", target: 100, least: 90, most: 110, measure: async (bench) => ({ values: [(await imported(bench)).shareOfRate], rows: null }) },
  { name: "import: growth of memory", unit: "MB", target: 128, most: 128, measure: async (bench) => ({ values: [(await imported(bench)).growthMb], rows: null }) },
];

type Imported = { shareOfRate: number; growthMb: number };

/** What is entered once is known afterwards: both rows are of the same import. */
const done = new WeakMap<Bench, Promise<Imported>>();

function imported(bench: Bench): Promise<Imported> {
  const known = done.get(bench) ?? importOnce(bench);
  done.set(bench, known);
  return known;
}

async function importOnce(bench: Bench): Promise<Imported> {
  const simulator = await startSimulator();
  try {
    const found = testPrograms(simulator.url).find(({ slug }) => slug === bench.caller.program.slug);
    if (!found) throw new Error("The simulator has no such program.");
    const ids = await idsOf(simulator, found.slug);
    const every = Math.max(1, Math.min(bench.every, Math.floor(ids.length / fewestFresh)));
    return await measured(bench, { ...found, backgroundCallsPerSecond: callsPerSecond }, ids.filter((_, place) => place % every === 0));
  } finally {
    await simulator.close();
  }
}

async function measured({ db, accounts, caller: { actor } }: Bench, program: Program, fresh: readonly string[]): Promise<Imported> {
  const importId = randomUUID();
  const known = Math.min(accounts, fileLimits.rows - fresh.length);
  const memory = watchMemory();
  const received = await receiveImport(db, { importId, program, otherPrograms: [], actor, source: "file", fileName: "accounts.csv", body: file(db, { program: program.slug, known, fresh, look: memory.look }), declaredBytes: null });
  if (!received.ok) throw new Error(received.problem.title);
  const started = await db.transaction((tx) => controlImport(tx, "start", { program: program.slug, importId, actor }));
  if (!started.ok) throw new Error(started.problem.title);
  const startedAt = performance.now();
  const deps = { db, sink: databaseCallSink(db), leaseMs: 30_000, beatMs: 1_000, onPhase: memory.look };
  await runImports(deps, program, new AbortController().signal);
  const seconds = (performance.now() - startedAt) / 1000;
  const { rows: [ended] } = await db.execute<{ status: string; entered: number; calls: number; row_count: number }>(sql`SELECT status, entered, calls, row_count FROM imports WHERE id = ${importId}`);
  if (ended?.status !== "done" || ended.entered !== fresh.length || ended.row_count !== known + fresh.length) throw new Error(`The import did not come to its end: ${JSON.stringify(ended)}`);
  return { shareOfRate: (100 * ended.calls) / seconds / callsPerSecond, growthMb: memory.growthMb() };
}

type IdFile = { program: string; known: number; fresh: readonly string[]; look: () => void };

/** As many as a file may have. The new ids stand at the end: everything before them is read and checked first. */
async function* file(db: Bench["db"], { program, known, fresh, look }: IdFile): AsyncGenerator<Buffer> {
  yield Buffer.from("account_id\n");
  for (let [after, left] = ["", known]; left > 0; ) {
    const { rows } = await db.execute<{ account_id: string }>(sql`SELECT account_id FROM directory_keys WHERE program = ${program} AND account_id > ${after} ORDER BY account_id LIMIT ${Math.min(left, idsInOnePiece)}`);
    const last = rows.at(-1);
    if (!last) break;
    after = last.account_id;
    left -= rows.length;
    look();
    yield Buffer.from(rows.map(({ account_id: id }) => `${id}\n`).join(""));
  }
  yield Buffer.from(fresh.map((id) => `${id}\n`).join(""));
}

async function idsOf({ url }: RunningSimulator, program: string): Promise<string[]> {
  const { objects } = (await (await fetch(`${url}/_simulator/accounts?program=${program}`)).json()) as { objects: { id: string }[] };
  return objects.map(({ id }) => id);
}
