import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest } from "../simulator-under-test";
import { startSimulator } from "../start-simulator";

describe("the journal", () => {
  let dataFolder: string;
  let simulator: SimulatorUnderTest;

  beforeEach(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), "simulator-journal-"));
    simulator = await SimulatorUnderTest.start({ dataFolder });
  });
  afterEach(async () => {
    await simulator.close();
    rmSync(dataFolder, { recursive: true });
  });

  const journal = () => join(dataFolder, "journal.jsonl");
  const restart = async (options = {}) => {
    await simulator.close();
    simulator = await SimulatorUnderTest.start({ dataFolder, ...options });
  };
  const freeze = (id: string, key: string) => simulator.call("POST", `/v0/accounts/${id}/deactivate`, { key, body: { status_reason: "frozen" } });

  it("keeps effects, keys and answers over a restart, even on another day", async () => {
    const id = simulator.landmark("activeDeposit").account_id;
    const first = await freeze(id, "freeze-1");
    await restart({ now: "2031-01-01T00:00:00Z", seed: "other" });
    const read = await simulator.call("GET", `/v0/accounts/${id}`);
    expect(read.body).toEqual(first.body);
    const again = await freeze(id, "freeze-1");
    expect(again.body).toEqual(first.body);
    expect(await simulator.effectCount({ key: "freeze-1" })).toBe(1);
  });

  it("writes one line for an effect and its key, before the answer", async () => {
    await freeze(simulator.landmark("activeDeposit").account_id, "freeze-2");
    const lines = readFileSync(journal(), "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[1] ?? "")).toMatchObject({ type: "effect", key: "freeze-2", sequence: 1 });
  });

  it("drops a torn last line and goes on", async () => {
    const id = simulator.landmark("activeDeposit").account_id;
    await freeze(id, "freeze-3");
    appendFileSync(journal(), '{"type":"effect","sequence":2,"key":"torn"');
    await restart();
    expect(await simulator.effectCount({ account_id: id })).toBe(1);
    await simulator.call("POST", `/v0/accounts/${id}/activate`, { key: "thaw" });
    await restart();
    expect(await simulator.effectCount({ account_id: id })).toBe(2);
  });

  it("refuses to start on a journal that is damaged inside", async () => {
    writeFileSync(journal(), `{"type":"header","seed":"a","now":"2026-01-01T00:00:00Z","epoch":0}\nnot json\n{}\n`);
    await expect(startSimulator({ dataFolder })).rejects.toThrow(/line 2/);
  });

  it("mints ids that no restart repeats, and forgets all on a reset", async () => {
    const { entity_id } = simulator.landmark("prospectIndividual");
    const body = { capabilities: ["deposit"], entities: { account_holders: [entity_id] }, details: { product_name: "A" }, documents: [] };
    const open = async (key: string) => (await simulator.call("POST", "/v0/accounts", { key, body })).body.id;
    const first = await open("mint-1");
    await restart();
    const second = await open("mint-2");
    await simulator.control("POST", "/reset");
    expect((await simulator.call("GET", `/v0/accounts/${first}`)).status).toBe(404);
    const third = await open("mint-3");
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it("loses nothing that was answered when its process is killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "simulator-killed-"));
    const id = simulator.landmark("activeDeposit").account_id;
    const child = spawn(process.execPath, ["--import", "tsx", "server/simulator/main.ts"], {
      env: { ...process.env, SIMULATOR_PORT: "0", SIMULATOR_DATA: folder, SIMULATOR_SEED: "test" }, stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const url = line.toString().match(/http\S+/)?.[0] ?? "";
    const token = await simulator.token("growth");
    const response = await fetch(`${url}/v0/accounts/${id}/deactivate`, {
      method: "POST", headers: { authorization: `Bearer ${token}`, "idempotency-key": "killed" }, body: '{"status_reason":"other"}',
    });
    expect(response.status).toBe(200);
    child.kill("SIGKILL");
    await once(child, "exit");
    const survivor = await SimulatorUnderTest.start({ dataFolder: folder });
    expect((await survivor.call("GET", `/v0/accounts/${id}`)).body).toMatchObject({ status: "inactive", status_reason: "other" });
    await survivor.close();
    rmSync(folder, { recursive: true });
  });
});
