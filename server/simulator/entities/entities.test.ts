import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest, type Reply } from "../simulator-under-test";

const PASSED = { result: "passed", screened_at: "2026-01-01T00:00:00Z" };
const ADDRESS = { line_1: "12 Oak Avenue", city: "Tulsa", state: "OK", postal_code: "74103", country: "US" };
const DETAILS = {
  first_name: "Vera", last_name: "Ng", date_of_birth: "1980-05-06", contact_methods: [{ type: "email", email: "v@example.com" }],
  address_details: { physical_address: ADDRESS },
  identification_details: { type: "us_entity", tax_identification: { type: "ssn", value: "123456789" } },
};

describe("entities", () => {
  let simulator: SimulatorUnderTest;
  beforeAll(async () => {
    simulator = await SimulatorUnderTest.start();
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.control("POST", "/reset"));

  const person = (details: object = {}, rest: object = {}) =>
    simulator.call("POST", "/v0/entities", {
      body: { type: "individual", individual_details: { ...DETAILS, ...details }, kyc_details: PASSED, ofac_details: PASSED, ...rest },
    });
  const roles = (reply: Reply) =>
    Object.fromEntries((reply.body.role_details as { name: string; status: string }[]).map((role) => [role.name, role.status]));

  it("evaluates the roles from the data", async () => {
    expect(roles(await person())).toEqual({ account_holder: "active", authorized_signer: "active", authorized_user: "active" });
    const young = await person({ date_of_birth: "2015-01-01" });
    expect(roles(young)).toEqual({ account_holder: "inactive", authorized_signer: "inactive", authorized_user: "active" });
    expect(JSON.stringify(young.body.role_details)).toContain("minimum_age");
    expect(roles(await person({}, { kyc_details: { ...PASSED, result: "pending" } })).account_holder).toBe("inactive");
  });

  it("names the person who fails behind a business", async () => {
    const owner = await person({}, { ofac_details: { ...PASSED, result: "failed" } });
    const { body } = await simulator.call("POST", "/v0/entities", {
      body: {
        type: "business", kyc_details: PASSED, ofac_details: PASSED, control_persons: [{ entity_id: owner.body.id, title: "Owner" }],
        business_details: {
          type: "llc", name: "Fork LLC", address_details: { physical_address: ADDRESS },
          identification_details: { type: "us_entity", tax_identification: { type: "ein", value: "431234567" } },
        },
      },
    });
    expect(body.role_details).toEqual([
      { name: "account_holder", status: "inactive", criteria_details: [{ failed_checks: ["ofac_passed"], entity_id: owner.body.id }] },
    ]);
  });

  it("refuses a request whose intended role is not met", async () => {
    expect((await person({}, { intended_roles: ["account_holder"] })).status).toBe(200);
    expect((await person({ contact_methods: [] }, { intended_roles: ["account_holder"] })).status).toBe(422);
    expect((await person({ contact_methods: [] })).status).toBe(200);
  });

  it.each([
    ["a phone number without its country", { contact_methods: [{ type: "phone_number", phone_number: "816-555-0100" }] }],
    ["a PO box", { address_details: { physical_address: { ...ADDRESS, line_1: "P.O. Box 12" } } }],
    ["an unknown state", { address_details: { physical_address: { ...ADDRESS, state: "XX" } } }],
    ["a short postal code", { address_details: { physical_address: { ...ADDRESS, postal_code: "7410" } } }],
    ["an ssn that starts with 9", { identification_details: { type: "us_entity", tax_identification: { type: "ssn", value: "912345678" } } }],
    ["an ein", { identification_details: { type: "us_entity", tax_identification: { type: "ein", value: "123456789" } } }],
    ["a birth date that does not exist", { date_of_birth: "1980-02-30" }],
  ])("refuses %s", async (_what, details) => {
    expect(await person(details)).toMatchObject({ status: 422, body: { code: "parameters_invalid" } });
  });

  it("refuses a screening in the future", async () => {
    expect((await person({}, { kyc_details: { result: "passed", screened_at: "2999-01-01T00:00:00Z" } })).status).toBe(422);
  });

  it("asks for a new screening when the identity changes, and only then", async () => {
    const { body } = await person();
    const patch = (change: object) => simulator.call("PATCH", `/v0/entities/${body.id}`, { body: { type: "individual", ...change } });
    expect((await patch({ individual_details: { occupation: "baker" } })).status).toBe(200);
    expect((await patch({ individual_details: { last_name: "Osei" } })).status).toBe(422);
    const kyc_details = { result: "passed", screened_at: "2026-02-01T00:00:00Z" };
    const renamed = await patch({ individual_details: { last_name: "Osei" }, kyc_details });
    expect(renamed.body.individual_details).toMatchObject({ first_name: "Vera", last_name: "Osei", occupation: "baker" });
    expect((await patch({ type: "business" })).status).toBe(422);
    const identification_details = {
      type: "non_us_entity", identification_documents: [{ type: "passport", identification_number: "P1", issuing_country: "CA" }],
    };
    const moved = await patch({ individual_details: { identification_details }, kyc_details: { ...kyc_details, screened_at: "2026-03-01T00:00:00Z" } });
    expect((moved.body.individual_details as typeof DETAILS).identification_details).toEqual(identification_details);
  });

  it("finds one by the partner's id, once given and never changed", async () => {
    const { body } = await person({}, { client_customer_id: "cus-x" });
    expect((await person({}, { client_customer_id: "cus-x" })).status).toBe(409);
    expect((await simulator.call("GET", "/v0/entities?client_customer_id=cus-x")).body.id).toBe(body.id);
    await simulator.call("PATCH", `/v0/entities/${body.id}`, { body: { type: "individual", client_customer_id: "cus-y" } });
    expect((await simulator.call("GET", "/v0/entities?client_customer_id=cus-y")).status).toBe(404);
    expect((await simulator.call("GET", "/v0/entities")).status).toBe(400);
    expect((await simulator.call("GET", "/v0/entities?client_customer_id=cus-x", { program: "everyday" })).status).toBe(404);
  });
});
