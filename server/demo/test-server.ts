import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

import { migrate } from "../db/migrate";
import { databaseUrl, ensureDatabase, withClient } from "./database-roles";
import { startEmbeddedDatabase } from "./embedded-database";
import type { EmbeddedDatabase } from "./embedded-database";
import { findFreePort } from "./ports";
import type { TestServer } from "./test-database";

const migrations = fileURLToPath(new URL("../db/migrations", import.meta.url));

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/**
 * One server for the whole run, with a migrated template which every test database is cloned from: an embedded one in
 * a temporary folder, or the one that TEST_DATABASE_URL names (its superuser).
 */
export default async function setUpTestServer(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.TEST_DATABASE_URL;
  const embedded = external ? undefined : await startTemporary();
  const adminUrl = external || (embedded?.adminUrl as string);
  const run = randomBytes(5).toString("hex");
  const roles = { owner: `test_owner_${run}`, app: `test_app_${run}`, password: randomBytes(12).toString("hex") };
  const template = `test_template_${run}`;
  const tearDown = async () => (embedded ? embedded.stop() : dropRun(adminUrl, run));
  try {
    await ensureDatabase(adminUrl, roles, template);
    const urlOf = (name: string) => databaseUrl(adminUrl, template, { name, password: roles.password });
    await migrate({ migrationUrl: urlOf(roles.owner), appUrl: urlOf(roles.app), folder: migrations });
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide("testServer", { adminUrl, template, run, roles });
  return tearDown;
}

async function startTemporary(): Promise<EmbeddedDatabase> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "account-console-test-"));
  chmodSync(dataDir, 0o755);
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    try {
      return await startEmbeddedDatabase({ dataDir, port, temporary: true });
    } catch (error) {
      // Another run may have taken the port in between.
      if (attempt === 3) throw error;
    }
  }
}

/** Leaves a server that is not ours as it was. */
async function dropRun(adminUrl: string, run: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>("SELECT datname FROM pg_database WHERE datname LIKE $1", [`test\\_%\\_${run}%`]);
    for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
    for (const role of [`test_owner_${run}`, `test_app_${run}`]) await admin.query(`DROP ROLE IF EXISTS "${role}"`);
  });
}
