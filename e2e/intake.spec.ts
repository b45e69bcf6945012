import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import type { APIRequestContext } from "@playwright/test";
import { consoleUrl, inProgram } from "./fixtures/addresses";
import { newAccount } from "./fixtures/own-account";
import { addressOf, secretOf, sendSigned } from "./fixtures/outside";
import { createAtLead, deliverAgain } from "./fixtures/simulator";
import { test } from "./fixtures/test";

test.use({ person: "priya" });

const announce = (body: unknown, signing = {}) => sendSigned("announcements", "growth", body, signing);
const webhook = (body: unknown, signing = {}) => sendSigned("webhooks", "growth", body, signing);
const ids = (...accountIds: unknown[]) => ({ account_ids: accountIds });
const statusOf = async (request: APIRequestContext, accountId: string) => (await request.get(`/api${inProgram("growth", `accounts/${accountId}`)}`)).status();

async function search(request: APIRequestContext, number: string): Promise<unknown> {
  const answer = await request.post(`/api${inProgram("growth", "find")}`, { data: { text: number }, headers: { origin: consoleUrl } });
  return answer.json();
}

type LeadNumber = { id: string; account_number: string };
const newNumber = (body: Record<string, unknown>) => createAtLead<LeadNumber>("account-numbers", "growth", body);

test("the example announces an account, which then is in the directory", async ({ request }) => {
  const { accountId } = await newAccount("growth");
  expect(await statusOf(request, accountId)).toBe(404);
  const env = { ...process.env, ANNOUNCE_URL: addressOf("announcements", "growth"), ANNOUNCE_SECRET: secretOf("growth", "announcements") };
  const example = path.resolve("server/demo/announce-example.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [example, accountId], { env });
  expect(stdout).toMatch(/^202 /);
  await expect.poll(() => statusOf(request, accountId)).toBe(200);
  expect((await promisify(execFile)(process.execPath, [example, accountId], { env })).stdout).toContain('"repeated":true');
});

test("so do openssl and curl, as the README shows", async ({ request }) => {
  const { accountId } = await newAccount("growth");
  const readme = await import("node:fs/promises").then(({ readFile }) => readFile("README.md", "utf8"));
  const shown = /```sh\n(SECRET=[\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const script = shown
    .replace(/^SECRET=.*$/m, `SECRET=${secretOf("growth", "announcements")}`)
    .replace(/http:\/\/localhost:3000\/api\/programs\/everyday\/announcements/, addressOf("announcements", "growth"))
    .replace("account_1", accountId);
  const { stdout } = await promisify(execFile)("bash", ["-c", script]);
  expect(stdout).toContain('"waiting":1');
  await expect.poll(() => statusOf(request, accountId)).toBe(200);
});

test("an announcement that is stale, wrongly signed, malformed or too much is refused, and nothing of it is taken", async ({ request }) => {
  const { accountId } = await newAccount("growth");
  const one = ids(accountId);
  const refused = [
    [await announce(one, { t: Date.now() - 600_000 }), 401, "signature_stale"],
    [await announce(one, { secret: "not-the-secret" }), 401, "signature_invalid"],
    [await announce(one, { signature: null }), 401, "signature_invalid"],
    [await sendSigned("announcements", "growth", one, { secret: secretOf("everyday", "announcements") }), 401, "signature_invalid"],
    [await announce(ids(...Array.from({ length: 1_001 }, (_, index) => `account_N${index}`))), 422, "too_many"],
    [await announce(ids(accountId, "entity_1", "account_x/../y")), 422, "ids_invalid"],
    [await announce("{"), 400, "not_json"],
    [await announce("x".repeat(10 * 1024 * 1024)), 413, "too_large"],
  ] as const;
  for (const [answer, status, code] of refused) expect(answer).toMatchObject({ status, body: { error: { code } } });
  expect(refused[5][0].body.error?.rows?.map(({ row }) => row)).toEqual([2, 3]);
  const wrong = await announce(one, { secret: "not-the-secret" });
  expect(await sendSigned("announcements", "no-such-program", one, { secret: "not-the-secret" })).toEqual(wrong);
  expect(await announce(one)).toMatchObject({ status: 202, body: { repeated: false, waiting: 1 } });
  await expect.poll(() => statusOf(request, accountId)).toBe(200);
});

test("an announcement repeated is one, and the very same request again is refused", async () => {
  const announced = ids((await newAccount("growth")).accountId);
  const [key, t] = [randomUUID(), Date.now()];
  const first = await announce(announced, { key, t });
  expect(await announce(announced, { key, t: t + 1 })).toMatchObject({ status: 202, body: { announcement: first.body.announcement, repeated: true } });
  expect(await announce(announced, { key, t })).toMatchObject({ status: 409, body: { error: { code: "replayed" } } });
  expect(await announce(ids("account_Other"), { key })).toMatchObject({ status: 409, body: { error: { code: "idempotency_key_reused" } } });
});

test("what Lead does not know, and what was turned away, is there for an administrator to see, and for nobody in support", async ({ pageOf }) => {
  const unknown = `account_${randomUUID().replaceAll("-", "")}`;
  await announce(ids(unknown));
  await announce(ids(unknown), { secret: "not-the-secret" });
  const alex = await pageOf("alex");
  const state = async () => JSON.stringify(await (await alex.request.get(`/api${inProgram("growth", "intake")}`)).json());
  await expect.poll(state).toContain(unknown);
  expect(await state()).toContain('"way":"announcements","reason":"signature"');
  const sam = await pageOf("sam");
  expect((await sam.request.get(`/api${inProgram("growth", "intake")}`)).status()).toBe(403);
});

test("an account number that Lead makes leads to its account as soon as Lead tells of it", async ({ request, ownAccount }) => {
  const { accountId, customer } = await ownAccount("growth");
  const number = await newNumber({ account_id: accountId, entity_id: customer.entityId });
  expect(await deliverAgain("growth", number.id)).toEqual({ delivered: true, status: 200 });
  await expect.poll(() => search(request, number.account_number)).toEqual({ ok: true, value: { kind: "account", accountId, entered: false } });
});

test("a webhook that comes twice, out of order, unsigned, too long or for nobody does no harm", async ({ request, ownAccount }) => {
  const { accountId, customer } = await ownAccount("growth");
  const [older, newer] = [await ownAccount("growth"), { accountId, customer }];
  const id = `account_number_${randomUUID().replaceAll("-", "")}`;
  const number = String(Math.floor(Math.random() * 1e12)).padStart(12, "9");
  const event = (entityId: string, updatedAt: string) => ({
    id: `event_${randomUUID().replaceAll("-", "")}`, event: "account_number.created", created_at: updatedAt,
    object: { id, account_number: number, account_id: "account_Pooled", entity_id: entityId, status: "active", updated_at: updatedAt },
  });
  const late = event(newer.customer.entityId, "2026-05-02T00:00:00Z");
  const t = Date.now();
  for (const at of [t, t, t + 1]) expect(await webhook(late, { t: at })).toEqual({ status: 200, body: { received: true } });
  await expect.poll(() => search(request, number)).toEqual({ ok: true, value: { kind: "account", accountId: newer.accountId, entered: false } });
  expect(await webhook(event(older.customer.entityId, "2026-05-01T00:00:00Z"))).toMatchObject({ status: 200 });
  const wrong = await webhook(late, { secret: "not-the-secret" });
  expect(wrong).toMatchObject({ status: 401, body: { error: { code: "signature_invalid" } } });
  expect(await sendSigned("webhooks", "no-such-program", late, { secret: "not-the-secret" })).toEqual(wrong);
  expect(await webhook(late, { t: t - 600_000 })).toMatchObject({ status: 401, body: { error: { code: "signature_stale" } } });
  expect(await webhook(late, { signature: null })).toMatchObject({ status: 401 });
  expect(await webhook("x".repeat(10 * 1024 * 1024))).toMatchObject({ status: 413 });
  // The worker takes what waits in the order of its coming: by now the older one has had its turn.
  const last = await newNumber({ account_id: accountId, entity_id: customer.entityId });
  await expect.poll(() => search(request, last.account_number)).toEqual({ ok: true, value: { kind: "account", accountId, entered: false } });
  expect(await search(request, number)).toEqual({ ok: true, value: { kind: "account", accountId: newer.accountId, entered: false } });
});

test("while bodies without an end come in, the console goes on answering", async ({ request }) => {
  const { port, hostname, pathname } = new URL(addressOf("webhooks", "growth"));
  const endless = Array.from({ length: 20 }, () => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(`POST ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const more = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on("drain", more);
    more();
    return socket;
  });
  const answers = endless.map((socket) => new Promise<string>((resolve) => {
    let said = "";
    socket.setEncoding("utf8").on("data", (text: string) => { said += text; if (said.includes("\r\n")) resolve(said); });
    socket.on("close", () => resolve(said));
  }));
  for (let asked = 0; asked < 5; asked += 1) expect((await request.get(`/api${inProgram("growth", "accounts")}`)).status()).toBe(200);
  for (const said of await Promise.all(answers)) expect(said === "" || said.startsWith("HTTP/1.1 413")).toBe(true);
  for (const socket of endless) socket.destroy();
});
