import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { demoPrograms, demoSecrets, demoSecretSettings, simulatorCredentials } from "./demo-programs";
import type { IdentityProviderClient } from "./identity-provider-settings";
import { portSetting } from "./ports";

export type DemoPorts = { console: number; simulator: number; idp: number; database: number };

export function demoPorts(): DemoPorts {
  return {
    console: portSetting("CONSOLE_PORT", 3000),
    simulator: portSetting("SIMULATOR_PORT", 4010),
    idp: portSetting("IDP_PORT", 4020),
    database: portSetting("DATABASE_PORT", 54329),
  };
}

/** The variable that moves each part away from a taken port. */
export const portVariables: Record<keyof DemoPorts, string> = {
  console: "CONSOLE_PORT",
  simulator: "SIMULATOR_PORT",
  idp: "IDP_PORT",
  database: "DATABASE_PORT",
};

/** The console as the demo's identity provider knows it; the secret is good for nothing else. */
export function demoClient(): IdentityProviderClient {
  return {
    clientId: "account-console",
    clientSecret: "secret-of-the-demo-only",
    consoleOrigin: `http://localhost:${demoPorts().console}`,
  };
}

type Kept = { sessionSecret: string; encryptionKey: string; fixturesFrom: string };

/** What must be the same at the next start: keys, and the day that the simulator's fixtures count from. */
function keptSettings(dataDir: string): Kept {
  const file = path.join(dataDir, "kept.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Kept;
  const kept: Kept = {
    sessionSecret: randomBytes(36).toString("base64"),
    encryptionKey: randomBytes(32).toString("base64"),
    fixturesFrom: `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`,
  };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  return kept;
}

export type DatabaseUrls = { url: string; migrationUrl: string | undefined };

/** The settings of every part: the console's own, and those of the stand-ins. Writes the programs' file. */
export function demoEnvironment(dataDir: string, ports: DemoPorts, database: DatabaseUrls): NodeJS.ProcessEnv {
  const kept = keptSettings(dataDir);
  const client = demoClient();
  const programsFile = path.join(dataDir, "programs.json");
  writeFileSync(programsFile, `${JSON.stringify(demoPrograms(`http://127.0.0.1:${ports.simulator}`), null, 2)}\n`);
  const endpoints = demoSecrets.map(({ program, webhooks: secret }) => ({
    program, secret, url: `http://127.0.0.1:${ports.console}/api/programs/${program}/webhooks/lead`,
  }));
  return {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: database.url,
    MIGRATION_DATABASE_URL: database.migrationUrl ?? "",
    NEXTAUTH_URL: client.consoleOrigin,
    NEXTAUTH_SECRET: kept.sessionSecret,
    DATA_ENCRYPTION_KEY: kept.encryptionKey,
    OIDC_ISSUER: `http://localhost:${ports.idp}`,
    OIDC_CLIENT_ID: client.clientId,
    OIDC_CLIENT_SECRET: client.clientSecret,
    PROGRAMS_FILE: programsFile,
    ...demoSecretSettings(),
    PORT: String(ports.console),
    HOSTNAME: "127.0.0.1",
    CONSOLE_PORT: String(ports.console),
    SIMULATOR_PORT: String(ports.simulator),
    SIMULATOR_DATA: path.join(dataDir, "simulator"),
    SIMULATOR_NOW: kept.fixturesFrom,
    SIMULATOR_CREDENTIALS: JSON.stringify(simulatorCredentials),
    SIMULATOR_WEBHOOKS: JSON.stringify(endpoints),
    IDP_PORT: String(ports.idp),
  };
}
