import { readFile } from "node:fs/promises";
import { getTableColumns, getTableName, is, sql } from "drizzle-orm";
import { PgTable, getTableConfig } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unattributedChanges } from "../directory/unattributed-changes";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { openDatabase } from "./client";
import * as schema from "./schema";
import * as auditSchema from "./schema-audit";
import * as bulkSchema from "./schema-bulk";
import * as callsSchema from "./schema-calls";
import * as approvalsSchema from "./schema-approvals";
import * as agreementSchema from "./schema-agreement";
import * as closuresSchema from "./schema-closures";
import * as deceasedSchema from "./schema-deceased";
import * as directorySchema from "./schema-directory";
import * as evidenceSchema from "./schema-evidence";
import * as holdsSchema from "./schema-holds";
import * as importsSchema from "./schema-imports";
import * as intakeSchema from "./schema-intake";
import * as packsSchema from "./schema-packs";
import * as recordsSchema from "./schema-records";
import * as refreshSchema from "./schema-refresh";
import * as registerSchema from "./schema-register";
import * as viewsSchema from "./schema-views";

const modules = [
  schema,
  agreementSchema,
  approvalsSchema,
  auditSchema,
  bulkSchema,
  callsSchema,
  closuresSchema,
  deceasedSchema,
  directorySchema,
  evidenceSchema,
  holdsSchema,
  importsSchema,
  intakeSchema,
  packsSchema,
  recordsSchema,
  refreshSchema,
  registerSchema,
  viewsSchema,
];
const exported: unknown[] = [...modules.flatMap((module) => Object.values(module)), unattributedChanges];
const tables = exported.filter((table): table is PgTable => is(table, PgTable));

let database: TestDatabase;
let owner: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = openDatabase(database.ownerUrl, 2);
});
afterAll(async () => {
  await owner?.pool.end();
  await database?.drop();
});

async function migratedColumns(table: string) {
  const { rows } = await owner.db.execute<{ name: string; type: string; required: boolean; has_default: boolean }>(sql`
    SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS required, (atthasdef OR attidentity <> '') AS has_default
    FROM pg_attribute WHERE attrelid = ${table}::regclass AND attnum > 0 AND NOT attisdropped`);
  return new Map(rows.map((row) => [row.name, row]));
}

/** As PostgreSQL names the types that drizzle writes in its own way. */
function typeName(sqlType: string): string {
  return sqlType.replace(/^timestamp \((\d)\) with time zone$/, "timestamp($1) with time zone");
}

test("every table of the database but the migrations' own is in the schema", async () => {
  const { rows } = await owner.db.execute<{ name: string }>(sql`SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname <> 'schema_migrations'`);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.map((row) => row.name).sort()).toEqual(tables.map(getTableName).sort());
});

test("the README says of every table what it holds and for how long", async () => {
  const readme = await readFile("README.md", "utf8");
  expect(tables.map(getTableName).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test.each(tables.map((table) => [getTableName(table), table] as const))("%s is as the migrations make it", async (name, table) => {
  const migrated = await migratedColumns(name);
  const columns = Object.values(getTableColumns(table));
  expect(columns.map((column) => column.name).sort()).toEqual([...migrated.keys()].sort());
  for (const column of columns) {
    const stored = migrated.get(column.name);
    expect({ column: column.name, type: typeName(column.getSQLType()), required: column.notNull || column.primary }).toEqual({ column: column.name, type: stored?.type, required: stored?.required });
    if (column.hasDefault) expect(stored?.has_default, column.name).toBe(true);
  }
});

test.each(tables.map((table) => [getTableName(table), table] as const))("%s has the same primary key", async (name, table) => {
  const { rows } = await owner.db.execute<{ column: string }>(sql`
    SELECT a.attname AS column FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(num, place)
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num WHERE c.conrelid = ${name}::regclass AND c.contype = 'p' ORDER BY k.place`);
  const { columns, primaryKeys } = getTableConfig(table);
  const declared = primaryKeys[0]?.columns.map((column) => column.name) ?? columns.filter((column) => column.primary).map((column) => column.name);
  expect(declared).toEqual(rows.map((row) => row.column));
});
