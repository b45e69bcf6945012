import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leadAccount } from "./account";
import { leadAccountNumber } from "./account-number";
import { leadApplication } from "./application";
import { entityDisplayName, leadEntity } from "./entity";
import { leadEntityRelationship } from "./entity-relationship";
import { leadEvent } from "./event";
import { isAccountId, isApplicationId, isEntityId } from "./ids";
import { leadSubledgerBalance } from "./subledger-balance";

describe("an answer", () => {
  const readers = [
    ["account", leadAccount, "account_1"],
    ["application", leadApplication, "application_1"],
    ["account number", leadAccountNumber, "account_number_1"],
    ["event", leadEvent, "event_1"],
    ["subledger balance", leadSubledgerBalance, "subledger_balance_1"],
  ] as const;

  it.each(readers)("about an %s needs its id and nothing else, and keeps what it does not know", (_name, reader, id) => {
    expect(reader.safeParse({}).success).toBe(false);
    expect(reader.safeParse({ id: null }).success).toBe(false);
    expect(reader.parse({ id, status: "a value from next year", unknown_field: { deep: [1] } })).toEqual({ id, status: "a value from next year", unknown_field: { deep: [1] } });
  });

  it("about an account reads null as absent, at every depth", () => {
    const account = leadAccount.parse({ id: "account_1", status: null, details: { closed_at: null, credit: { limit: 5, scra: null } }, documents: null });
    expect(JSON.parse(JSON.stringify(account))).toEqual({ id: "account_1", details: { credit: { limit: 5 } } });
  });

  it("with a value of the wrong type is no answer", () => {
    expect(leadAccount.safeParse({ id: "account_1", details: { credit: { limit: "5" } } }).success).toBe(false);
    expect(leadAccount.safeParse({ id: "application_1" }).success).toBe(false);
    expect(leadEntityRelationship.safeParse({ entity_id: "entity_1" }).success).toBe(false);
  });
});

describe("an entity", () => {
  it("never keeps a tax id, a birth date or an address, whatever else Lead sends", () => {
    const sensitive = fc.constantFrom("date_of_birth", "identification_details", "address_details", "contact_methods", "additional_documents", "credit_details", "metadata");
    fc.assert(
      fc.property(fc.uniqueArray(sensitive), fc.constantFrom("individual_details", "business_details"), (fields, details) => {
        const inner = Object.fromEntries(fields.map((field) => [field, { value: "123456789" }]));
        const entity = leadEntity.parse({ id: "entity_1", type: "individual", [details]: { ...inner, first_name: "Ann", name: "Ann's" }, ...inner });
        expect(JSON.stringify(entity)).not.toContain("123456789");
      }),
    );
  });

  it("is shown by name, and by id where there is none", () => {
    const name = (fields: object) => entityDisplayName(leadEntity.parse({ id: "entity_1", type: "individual", ...fields }));
    expect(name({ individual_details: { first_name: "Ann", middle_name: " ", last_name: "Lee" } })).toBe("Ann Lee");
    expect(name({ type: "business", business_details: { name: "Acme LLC", doing_business_as: "Acme" } })).toBe("Acme LLC");
    expect(name({})).toBe("entity_1");
  });

  it("keeps what says whether it may hold a role", () => {
    const role_details = [{ name: "account_holder", status: "inactive", criteria_details: [{ failed_checks: ["kyc"], entity_id: "entity_2" }] }];
    expect(leadEntity.parse({ id: "entity_1", type: "business", role_details, kyc_details: { result: "pending" } })).toMatchObject({ role_details, kyc_details: { result: "pending" } });
  });
});

describe("ids", () => {
  it("are told apart", () => {
    expect([isAccountId("account_1"), isEntityId("entity_a-b"), isApplicationId("application_1")]).toEqual([true, true, true]);
    for (const id of ["account_", "account_a b", "account_a/../b", "account_number_1", "acct_1", "", 7, undefined]) expect(isAccountId(id)).toBe(false);
    expect(isEntityId(`entity_${"x".repeat(34)}`)).toBe(false);
  });
});
