import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEmptyTestDatabase, createTestDatabase } from "../demo/test-database";
import { testProgram, testSecrets } from "../lead/test-lead";
import type { Program } from "../programs";
import { Secret } from "../secret";
import { startSimulator } from "../simulator/start-simulator";
import type { RunningSimulator } from "../simulator/start-simulator";
import { checkDatabase } from "./check-database";
import { checkGroups } from "./check-groups";
import { checkLead } from "./check-lead";
import { checkSignIn } from "./check-sign-in";
import { describeExamination, isWrong } from "./finding";
import type { Finding } from "./finding";

const wrongs = (findings: Finding[]) => findings.filter(({ level }) => level === "wrong").map(({ text }) => text);
const notes = (findings: Finding[]) => findings.filter(({ level }) => level === "note").map(({ text }) => text);

describe("a program against Lead", () => {
  let simulator: RunningSimulator;
  let program: Program;
  const credential = { program: "everyday", clientId: "new-client", clientSecret: testSecrets[0], supportedCapabilities: ["deposit" as const] };
  const older = { ...credential, clientId: "old-client", clientSecret: testSecrets[1] };

  async function set(change: object): Promise<void> {
    const response = await fetch(`${simulator.url}/_simulator/switches`, { method: "PUT", body: JSON.stringify(change) });
    expect(response.status).toBe(200);
  }

  beforeEach(async () => {
    simulator = await startSimulator({ credentials: [credential, older] });
    program = testProgram(simulator.url);
  });
  afterEach(() => simulator.close());

  it("is in order", async () => {
    const findings = await checkLead(program);
    expect(findings.filter(({ level }) => level !== "fine")).toEqual([]);
    expect(findings).toHaveLength(7);
  });

  it("is told of the look-up that is not there, or not used", async () => {
    await set({ clientIdLookup: false });
    expect(wrongs(await checkLead(program))).toEqual(["Lead does not offer the look-up by client account id, but clientIdLookup is true."]);
    await set({ clientIdLookup: true });
    expect(notes(await checkLead({ ...program, clientIdLookup: false }))).toEqual(["Lead offers the look-up by client account id, but clientIdLookup is false."]);
  });

  it("is told of a refused address", async () => {
    await set({ refuseSourceIp: true });
    expect(wrongs(await checkLead(program))).toContain("Lead refuses this machine's address (source_ip_not_allowed).");
  });

  it("is told of scopes that are missing", async () => {
    await simulator.close();
    simulator = await startSimulator({ credentials: [{ ...credential, scopes: ["account/read", "entity/read"] }] });
    const [newest] = program.credentials;
    if (!newest) throw new Error("no credentials");
    expect(wrongs(await checkLead({ ...testProgram(simulator.url), credentials: [newest] }))).toEqual([
      "The token for reading lacks application/read, account_number/read, event/read, subledger_balance/read.",
      expect.stringContaining("writing"),
    ]);
  });

  it("is told of refused credentials, and of older ones that can go", async () => {
    await simulator.close();
    simulator = await startSimulator({ credentials: [credential] });
    expect(notes(await checkLead(testProgram(simulator.url)))).toEqual(["Lead refuses a token for reading with the older credentials.", "Lead refuses a token for writing with the older credentials."]);
    await simulator.close();
    simulator = await startSimulator({ credentials: [older] });
    const findings = await checkLead(testProgram(simulator.url));
    expect(wrongs(findings)).toEqual([expect.stringContaining("reading with the newest credentials"), expect.stringContaining("writing with the newest credentials")]);
    expect(JSON.stringify(findings)).not.toContain(testSecrets[0]);
  });

  it("is told when nobody answers", async () => {
    await simulator.close();
    const findings = await checkLead(program);
    expect(wrongs(findings)).toHaveLength(4);
    expect(findings.at(-1)?.level).toBe("unknown");
    simulator = await startSimulator({ credentials: [credential] });
  });
});

describe("a clock that is off", () => {
  it("is told by how much", async () => {
    const server = await serve((path) => (path === "/v1/oauth/token" ? [200, { access_token: "token-number-1", scope: "account/read_write", expires_in: 60 }] : [404, {}]), new Date(Date.now() - 3_600_000));
    const findings = wrongs(await checkLead(testProgram(server.url)));
    server.stop();
    expect(findings.find((text) => text.includes("clock"))).toMatch(/^The clock here is 3[56]\d\d seconds ahead of Lead's\.$/);
  });
});

describe("groups", () => {
  const program = testProgram("http://127.0.0.1:1");
  const full = { ...program, roles: { program_manager: ["managers"], compliance: ["officers"], support: ["agents"], auditor: ["auditors"], administrator: ["admins"] } };

  it("that match nobody are named, where the provider publishes its groups", () => {
    const known = ["managers", "agents", "auditors", "admins"];
    expect(wrongs(checkGroups(full, [full], known))).toEqual(["These groups match nobody: the identity provider does not have officers."]);
    expect(checkGroups(full, [full], [...known, "officers"]).map(({ level }) => level)).toEqual(["fine"]);
    expect(checkGroups(full, [full], undefined).map(({ level }) => level)).toEqual(["unknown"]);
  });

  it("that nobody needs, that give two roles, or that open two programs are told", () => {
    expect(notes(checkGroups(program, [program], []))).toHaveLength(4);
    expect(wrongs(checkGroups({ ...program, roles: { ...program.roles, program_manager: [] } }, [program], undefined))).toEqual(["No group is mapped to any role: nobody can open this program."]);
    const shared = { ...full, roles: { ...full.roles, compliance: ["managers"] } };
    expect(notes(checkGroups(shared, [shared], undefined))).toEqual(["Whoever is in managers holds several roles: program manager, compliance."]);
    expect(notes(checkGroups(full, [full, { ...program, slug: "growth", roles: { ...program.roles, program_manager: ["admins"] } }], undefined))).toEqual(["admins also opens growth."]);
  });
});

interface Served { url: string; stop(): void }

async function serve(answer: (path: string) => [number, object | string], date?: Date): Promise<Served> {
  const server: Server = createServer((request, response) => {
    const [status, body] = answer(request.url ?? "");
    response.writeHead(status, { "content-type": "application/json", ...(date && { date: date.toUTCString() }) });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => void server.close(() => undefined) };
}

describe("the identity provider", () => {
  const discovery = (issuer: string) => ({ issuer, authorization_endpoint: "a", token_endpoint: "t", jwks_uri: "j", end_session_endpoint: "e", claims_supported: ["sub", "groups"], groups_supported: ["managers"] });
  const consoleUrl = "http://localhost:3000";

  it("is in order, is another, or is none", async () => {
    let body: object | string = "";
    const provider = await serve((path) => (path === "/.well-known/openid-configuration" ? [200, body] : [404, {}]));
    body = discovery(provider.url);
    expect(await checkSignIn({ issuer: `${provider.url}/`, consoleUrl })).toMatchObject({ findings: [{ level: "fine" }], groups: ["managers"] });
    body = discovery("https://elsewhere.example.test");
    expect(wrongs((await checkSignIn({ issuer: provider.url, consoleUrl })).findings)).toEqual(["The identity provider calls itself https://elsewhere.example.test, which is not OIDC_ISSUER."]);
    body = "<html>";
    expect(wrongs((await checkSignIn({ issuer: provider.url, consoleUrl })).findings)[0]).toContain("is no discovery document");
    body = { ...discovery(provider.url), claims_supported: ["sub"], end_session_endpoint: undefined };
    const { findings } = await checkSignIn({ issuer: provider.url, consoleUrl: "http://console.example.test" });
    expect([notes(findings).length, wrongs(findings)]).toEqual([2, ["NEXTAUTH_URL is http: sessions would travel unprotected."]]);
    provider.stop();
    expect(wrongs((await checkSignIn({ issuer: "http://127.0.0.1:1", consoleUrl })).findings)[0]).toContain("cannot be read");
  });
});

describe("the database", () => {
  let migrated: Awaited<ReturnType<typeof createTestDatabase>>;
  let empty: typeof migrated;
  beforeAll(async () => {
    [migrated, empty] = [await createTestDatabase(), await createEmptyTestDatabase()];
  });
  afterAll(async () => {
    await migrated.drop();
    await empty.drop();
  });

  it("is in order with two roles, and told of when one role is all", async () => {
    const [url, migrationUrl] = [new Secret(migrated.appUrl), new Secret(migrated.ownerUrl)];
    expect((await checkDatabase({ url, migrationUrl })).map(({ level }) => level)).toEqual(["fine", "fine", "fine"]);
    expect(notes(await checkDatabase({ url: migrationUrl, migrationUrl }))).toEqual(["The audit trail is protected by trigger only: the console's own role owns it."]);
  });

  it("is empty, or cannot be used, without its address in the words", async () => {
    const url = new Secret(empty.ownerUrl);
    expect(wrongs(await checkDatabase({ url, migrationUrl: url }))).toEqual(["The database is empty: no migration was ever applied."]);
    const nowhere = new Secret("postgres://app:pass-word-1@127.0.0.1:1/console");
    const findings = await checkDatabase({ url: nowhere, migrationUrl: nowhere });
    expect(wrongs(findings)).toEqual(["The database cannot be used (ECONNREFUSED)."]);
  });
});

describe("the report", () => {
  it("puts what to do under what is wrong", () => {
    const examination = { subject: "Database", findings: [{ level: "wrong" as const, text: "It is off.", next: "Turn it on." }] };
    expect(describeExamination(examination)).toBe("Database\n  WRONG    It is off.\n           Turn it on.");
    expect([isWrong([examination]), isWrong([{ subject: "x", findings: [] }])]).toEqual([true, false]);
  });
});
