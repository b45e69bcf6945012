import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasOpenApi, LeadOpenApi, suiteName } from "./lead-openapi";
import { application, business, CREDIT, creditAccount, depositAccount, individual, NOTICE } from "./sample-bodies";
import { SimulatorProcess } from "./simulator-process";

type Listed = { objects: { id: string }[] };
type Shown = {
  status: string; status_reason: string; capabilities: string[]; type: string;
  entities: { account_holder_type: string };
  kyc_details?: { result: string }; ofac_details?: { result: string }; rfi_details?: { result: string }; risk_score?: string;
};

describe.skipIf(!hasOpenApi)(suiteName("every value of every enum passes through the simulator"), () => {
  let simulator: SimulatorProcess;
  let openApi: LeadOpenApi;

  beforeAll(async () => {
    openApi = new LeadOpenApi();
    simulator = await SimulatorProcess.start();
  }, 30_000);
  afterAll(() => simulator?.stop());

  async function accepted<T = { id: string }>(...sent: Parameters<SimulatorProcess["call"]>): Promise<T> {
    const reply = await simulator.call(...sent);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 });
    expect(openApi.answerErrors(reply.operation, 200, reply.body)).toEqual([]);
    return reply.body as T;
  }

  async function everyOne(kind: "accounts" | "entities" | "applications"): Promise<Shown[]> {
    const { objects } = await simulator.control<Listed>("GET", `/${kind}?program=growth`);
    const shown: Shown[] = [];
    for (const { id } of objects) shown.push(await accepted<Shown>(`GET /v0/${kind}/:id`, { params: { id } }));
    return shown;
  }

  const fresh = async () => {
    const { entity_id } = simulator.landmark("prospectIndividual");
    return accepted("POST /v0/accounts", { body: depositAccount(entity_id) });
  };

  it("the fixtures fit their schemas and hold every status, reason, capability and holder type", async () => {
    const accounts = await everyOne("accounts");
    const seen = (pick: (account: Shown) => string[]) => [...new Set(accounts.flatMap(pick))].sort();
    expect(seen(({ status }) => [status])).toEqual(openApi.enumOf("AccountStatus").toSorted());
    expect(seen(({ status_reason }) => [status_reason])).toEqual(openApi.enumOf("AccountStatusReason").toSorted());
    expect(seen(({ capabilities }) => capabilities)).toEqual(openApi.enumOf("AccountCapability").toSorted());
    expect(seen(({ entities }) => [entities.account_holder_type])).toEqual(["commercial", "consumer"]);
  });

  it("the fixtures hold every entity type and every screening result", async () => {
    const entities = await everyOne("entities");
    const seen = (pick: (entity: Shown) => string | undefined) => [...new Set(entities.flatMap((entity) => pick(entity) ?? []))].sort();
    expect(seen(({ type }) => type)).toEqual(["business", "individual", "sole_prop"]);
    expect(seen((entity) => entity.kyc_details?.result)).toEqual(openApi.enumOf("KycDetailsResultEnum").toSorted());
    expect(seen((entity) => entity.ofac_details?.result)).toEqual(openApi.enumOf("OfacDetailsResultEnum").toSorted());
    expect(seen((entity) => entity.rfi_details?.result)).toEqual(openApi.enumOf("RfiDetailsResultEnum").toSorted());
    expect(seen((entity) => entity.risk_score)).toEqual(openApi.enumOf("EntityRiskScoreEnum").toSorted());
  });

  it("the fixtures hold applications in every status", async () => {
    const statuses = new Set((await everyOne("applications")).map(({ status }) => status));
    expect([...statuses].sort()).toEqual(openApi.enumOf("ApplicationStatus").toSorted());
  });

  it("document types", async () => {
    const { entity_id } = simulator.landmark("prospectIndividual");
    const types = openApi.enumOf("ComplianceDocumentType");
    const documents = types.map((type) => ({ document_id: type, type, displayed_at: NOTICE.delivered_at, consented_at: NOTICE.delivered_at }));
    const made = await accepted<{ documents: { type: string }[] }>("POST /v0/accounts", { body: { ...depositAccount(entity_id), documents } });
    expect(made.documents.map(({ type }) => type)).toEqual(types);
  });

  it("reasons of deactivating and closing", async () => {
    for (const status_reason of openApi.enumOf("AccountDeactivateStatusReason")) {
      const { id } = await fresh();
      expect(await accepted("POST /v0/accounts/:id/deactivate", { params: { id }, body: { status_reason } })).toMatchObject({ status_reason });
    }
    for (const status_reason of openApi.enumOf("AccountCloseStatusReason")) {
      const { id } = await fresh();
      await accepted("PATCH /v0/accounts/:id", { params: { id }, body: { details: { adverse_action_notice: NOTICE } } });
      expect(await accepted("POST /v0/accounts/:id/close", { params: { id }, body: { status_reason } })).toMatchObject({ status_reason });
    }
  });

  it("sources of reports and ways of delivery", async () => {
    const { entity_id, application_id } = simulator.landmark("applicationApprovedConsumer");
    for (const source of openApi.enumOf("CreditReport", "source")) {
      const report = { score: 700, pulled_at: NOTICE.delivered_at, source };
      const body = creditAccount(entity_id, application_id);
      await accepted("POST /v0/accounts", { body: { ...body, details: { ...body.details, credit: { ...CREDIT, report } } } });
    }
    for (const delivery_method of openApi.enumOf("AdverseActionNotice", "delivery_method")) {
      const { id } = await fresh();
      const details = { adverse_action_notice: { ...NOTICE, delivery_method } };
      expect(await accepted("PATCH /v0/accounts/:id", { params: { id }, body: { details } })).toMatchObject({ details });
    }
  });

  it("relationship types", async () => {
    const { id } = await fresh();
    const other = await accepted("POST /v0/entities", { body: individual("enum-1") });
    for (const relationship_type of openApi.enumOf("EntityRelationshipType")) {
      const body = { entity_ids: [other.id], relationship_type };
      await accepted("POST /v0/accounts/:id/entity_relationships/batch", { params: { id }, body });
      const pair = { params: { id, entity_id: other.id }, query: { relationship_type } };
      await accepted("DELETE /v0/accounts/:id/entity_relationships/:entity_id", pair);
    }
  });

  it("currencies of applications", async () => {
    const { entity_id } = simulator.landmark("prospectIndividual");
    for (const currency of openApi.enumOf("ComplianceCurrencyCode")) {
      const body = application(entity_id);
      await accepted("POST /v0/applications", { body: { ...body, details: { ...body.details, credit: { ...body.details.credit, currency } } } });
    }
  }, 20_000);

  it("kinds of business, identification and further documents", async () => {
    const owner = simulator.landmark("prospectSigner").entity_id;
    for (const type of openApi.enumOf("BusinessTypeEnum").filter((kind) => kind !== "sole_prop")) {
      const body = business(owner);
      await accepted("POST /v0/entities", { body: { ...body, business_details: { ...body.business_details, type } } });
    }
    const identification_documents = openApi
      .enumOf("IdentificationDocumentsTypeEnum")
      .map((type) => ({ type, identification_number: "X1", issuing_country: "CA" }));
    const additional_documents = openApi.enumOf("AdditionalDocumentTypeEnum").map((type) => ({ type }));
    const { individual_details } = individual("enum-2");
    const details = { ...individual_details, additional_documents, identification_details: { type: "non_us_entity", identification_documents } };
    await accepted("POST /v0/entities", { body: { ...individual("enum-2"), individual_details: details } });
    for (const [type, value] of [["ssn", "123456789"], ["itin", "912345678"]] as const) {
      const identification_details = { type: "us_entity", tax_identification: { type, value } };
      await accepted("POST /v0/entities", { body: { ...individual(`enum-${type}`), individual_details: { ...individual_details, identification_details } } });
    }
  });

  it("event types, each in the feed", async () => {
    for (const event of openApi.enumOf("EventType")) {
      const page = await accepted<{ objects: { event: string }[] }>("GET /v1/event", { query: { events: event } });
      expect(page.objects.map((object) => object.event)).toContain(event);
    }
  });

  it("statuses and filters of account numbers", async () => {
    const { account_id } = simulator.landmark("pooledNumber");
    const statuses = new Set<string>();
    for (const counterparty_filter of openApi.enumOf("CounterpartyFilter")) {
      const body = { account_id, ach_controls: { incoming: { counterparty_filter } } };
      const made = await accepted<{ id: string; status: string }>("POST /v1/account_number", { body });
      const params = { account_number_id: made.id };
      const { entity_id } = simulator.landmark("prospectIndividual");
      statuses.add(made.status);
      const steps = [["assign", { entity_id }], ["deactivate", {}], ["cancel", {}]] as const;
      for (const [verb, sent] of steps) {
        const moved = await accepted<{ status: string }>(`POST /v1/account_number/:account_number_id/${verb}`, { params, body: sent });
        statuses.add(moved.status);
      }
    }
    expect([...statuses].sort()).toEqual(openApi.enumOf("AccountNumberStatus").toSorted());
  });

  it("scopes, each granted", async () => {
    const scopes = openApi.scopes();
    const body = { grant_type: "client_credentials", client_id: "growth-client", client_secret: "growth-secret", scope: scopes.join(" ") };
    expect(await accepted("POST /v1/oauth/token", { body })).toMatchObject({ scope: scopes.join(" ") });
  });
});
