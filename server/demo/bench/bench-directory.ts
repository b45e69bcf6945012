import { randomBytes } from "node:crypto";
import path from "node:path";
import { migrate } from "../../db/migrate";
import { openDatabase } from "../../db/client";
import { accountNumberHash } from "../../directory/account-number-hash";
import { addUpFigures } from "../../directory/figures";
import { testPrograms } from "../../directory/test-programs";
import { permissionsOf } from "../../../lib/permissions";
import { databaseUrl, withClient } from "../database-roles";
import { root } from "../demo-parts";
import { generateDirectory, landmarks } from "./generated-directory";
import type { Bench } from "./measured";

export type FilledDirectory = { bench: Bench; seconds: number; remove(): Promise<void> };

type Filling = { accounts: number; every: number; onProgress?: (accounts: number) => void };

/** A database of its own on the server, migrated and filled. `serverUrl`: of a role that may create databases. */
export async function fillDatabase(serverUrl: string, filling: Filling): Promise<FilledDirectory> {
  const name = `bench_${filling.accounts}_${randomBytes(4).toString("hex")}`;
  const url = databaseUrl(serverUrl, name);
  const remove = () => withClient(serverUrl, async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)));
  await withClient(serverUrl, (admin) => admin.query(`CREATE DATABASE "${name}" TEMPLATE template0 ENCODING 'UTF8'`));
  try {
    await migrate({ migrationUrl: url, appUrl: url, folder: path.join(root, "server/db/migrations") });
    const { bench, seconds, close } = await fill(url, filling);
    return { bench, seconds, remove: () => close().then(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

const program = "growth";

/** Fills a migrated database, as its owner. */
export async function fill(url: string, { accounts, every, onProgress }: Filling): Promise<{ bench: Bench; seconds: number; close(): Promise<void> }> {
  const { db, pool } = openDatabase(url, 4);
  const [client, beside] = await Promise.all([pool.connect(), pool.connect()]);
  // An index on a million accounts takes longer than a page may.
  for (const one of [client, beside]) await one.query("SET statement_timeout = 0");
  const startedAt = performance.now();
  await generateDirectory(client, program, accounts, { beside, onProgress });
  await client.query(
    "UPDATE account_numbers SET number_hash = $3 WHERE (program, account_number_id) = ($1, $2)",
    [program, "account_number_bench00000000000000000001", accountNumberHash(program, landmarks.accountNumber)],
  );
  beside.release();
  await client.query("ANALYZE directory_figure_changes");
  const who = reader();
  // In pieces that a page's time limit lets through, as the worker does.
  while ((await addUpFigures(db, who.program, 100_000)) > 0);
  const close = async () => {
    client.release();
    await pool.end();
  };
  return { bench: { accounts, db, client, caller: who, every }, seconds: (performance.now() - startedAt) / 1000, close };
}

/** Somebody who may read, in a program whose Lead is never asked. */
function reader(): Bench["caller"] {
  const found = testPrograms("http://localhost").find(({ slug }) => slug === program);
  if (!found) throw new Error(`There is no program ${program}.`);
  return { actor: { subject: "bench", name: "Bench", roles: ["auditor"] }, program: found, roles: ["auditor"], permissions: permissionsOf(["auditor"]) };
}
