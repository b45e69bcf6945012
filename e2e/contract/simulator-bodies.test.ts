import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATCH_SPOILERS, SPOILERS, validCreate, validPatch, type DocumentTypes, type Party } from "./account-arbitraries";
import { hasOpenApi, LeadOpenApi, suiteName } from "./lead-openapi";
import { creditAccount } from "./sample-bodies";
import { SimulatorProcess } from "./simulator-process";

const CREATE = "POST /v0/accounts";
const PATCH = "PATCH /v0/accounts/:id";
const CONSENT_ENDINGS = ["esign_agreement", "credit_pull_consent", "consent_to_link_account", "consent_to_link_hsa", "negative_option_consent"];
const RUNS = { numRuns: 60 };

describe.skipIf(!hasOpenApi)(suiteName("what the OpenAPI allows, the simulator takes; what it forbids, it refuses"), () => {
  let simulator: SimulatorProcess;
  let openApi: LeadOpenApi;
  let party: Party;
  let types: DocumentTypes;
  let accountId: string;

  beforeAll(async () => {
    openApi = new LeadOpenApi();
    simulator = await SimulatorProcess.start();
    const { entity_id, application_id } = simulator.landmark("applicationApprovedConsumer");
    const signer = simulator.landmark("prospectIndividual").entity_id;
    const users = [simulator.landmark("prospectUser").entity_id, signer];
    party = { holder: entity_id, signers: [signer, entity_id], users, application: application_id };
    const all = openApi.enumOf("ComplianceDocumentType");
    types = { consents: CONSENT_ENDINGS, disclosures: all.filter((type) => !CONSENT_ENDINGS.includes(type)) };
    const made = await simulator.call(CREATE, { body: creditAccount(entity_id, application_id) });
    accountId = (made.body as { id: string }).id;
  }, 30_000);
  afterAll(() => simulator?.stop());

  it("takes every good account", async () => {
    await fc.assert(
      fc.asyncProperty(validCreate(party, types), async (body) => {
        expect(openApi.requestErrors(CREATE, body)).toEqual([]);
        const reply = await simulator.call(CREATE, { body });
        expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 });
        expect(openApi.answerErrors(CREATE, 200, reply.body)).toEqual([]);
        expect(reply.body).toMatchObject({ status: "active", status_reason: "active", details: body.details });
      }),
      RUNS,
    );
  });

  it("takes every good change, and keeps what it leaves out", async () => {
    await fc.assert(
      fc.asyncProperty(validPatch(types), async (body) => {
        expect(openApi.requestErrors(PATCH, body)).toEqual([]);
        const params = { id: accountId };
        const before = (await simulator.call("GET /v0/accounts/:id", { params })).body as Record<string, unknown>;
        const reply = await simulator.call(PATCH, { params, body });
        expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 });
        expect(openApi.answerErrors(PATCH, 200, reply.body)).toEqual([]);
        const { capabilities: _added, ...rest } = body;
        expect(reply.body).toMatchObject(rest);
        const { updated_at: _time, ...unchanged } = before;
        if (Object.keys(body).length === 0) expect(reply.body).toMatchObject(unchanged);
        const held = (before.capabilities as string[]).every((one) => (reply.body as { capabilities: string[] }).capabilities.includes(one));
        expect(held).toBe(true);
      }),
      RUNS,
    );
  });

  it.each(Object.keys(SPOILERS))("refuses an account with: %s", async (name) => {
    const spoil = SPOILERS[name] as (typeof SPOILERS)[string];
    const goodBody = validCreate(party, types);
    await fc.assert(
      fc.asyncProperty(goodBody, async (good) => {
        const body = spoil(good);
        expect(openApi.requestErrors(CREATE, body)).not.toEqual([]);
        const reply = await simulator.call(CREATE, { body });
        expect(reply, JSON.stringify(body)).toMatchObject({ status: 422 });
        expect(openApi.answerErrors(CREATE, 422, reply.body)).toEqual([]);
        expect((reply.body as { invalid_parameters: unknown[] }).invalid_parameters).not.toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  it.each(PATCH_SPOILERS)("refuses a change with: %s", async (name) => {
    const spoil = SPOILERS[name] as (typeof SPOILERS)[string];
    const body = spoil({ documents: [] });
    expect(openApi.requestErrors(PATCH, body)).not.toEqual([]);
    const reply = await simulator.call(PATCH, { params: { id: accountId }, body });
    expect(reply, JSON.stringify(body)).toMatchObject({ status: 422 });
    expect(openApi.answerErrors(PATCH, 422, reply.body)).toEqual([]);
  });
});
