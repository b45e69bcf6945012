import { randomBytes } from "node:crypto";
import { inject } from "vitest";

import { databaseUrl, ensureDatabase, withClient } from "./database-roles";
import type { DatabaseRoles } from "./database-roles";

export type TestServer = { adminUrl: string; template: string; run: string; roles: DatabaseRoles };

export type TestDatabase = {
  /** The role that owns the schema: what migrations and set-up may do. */
  ownerUrl: string;
  /** The application's role: what the console may do. */
  appUrl: string;
  /** Ends every session on the database and removes it. */
  drop(): Promise<void>;
};

/** A database of the test's own with every migration applied, cloned in some tens of milliseconds. */
export function createTestDatabase(): Promise<TestDatabase> {
  const { template, roles } = inject("testServer");
  return create((admin, name) => admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" OWNER "${roles.owner}"`));
}

/** The same without any migration, for the tests of the migrations themselves. */
export function createEmptyTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, roles } = inject("testServer");
  return create((_admin, name) => ensureDatabase(adminUrl, roles, name));
}

type AdminClient = Parameters<Parameters<typeof withClient>[1]>[0];

async function create(make: (admin: AdminClient, name: string) => Promise<unknown>): Promise<TestDatabase> {
  const { adminUrl, run, roles } = inject("testServer");
  const name = `test_${randomBytes(5).toString("hex")}_${run}`;
  await withClient(adminUrl, (admin) => make(admin, name));
  const urlOf = (role: string) => databaseUrl(adminUrl, name, { name: role, password: roles.password });
  return {
    ownerUrl: urlOf(roles.owner),
    appUrl: urlOf(roles.app),
    drop: () => withClient(adminUrl, async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))),
  };
}
