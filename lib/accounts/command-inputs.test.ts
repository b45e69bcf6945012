import { describe, expect, it } from "vitest";
import { addRelationshipsInput, deactivateInput, fieldProblemsOf, openAccountInput, removeRelationshipInput, settleCommandInput } from "./command-inputs";
import { addRelationshipsProblems, removalProblem, type PeopleNow } from "./entity-relationships";
import { mentionsConfidentialReport } from "./operator-text";

const refused = (schema: { safeParse(value: unknown): { error?: Parameters<typeof fieldProblemsOf>[0] } }, value: unknown) => {
  const { error } = schema.safeParse(value);
  return error ? fieldProblemsOf(error).map((problem) => problem.path) : [];
};

describe("command inputs", () => {
  it("a refused shape names Lead's paths", () => {
    expect(refused(openAccountInput, { capabilities: [], entities: { account_holders: ["x"] }, details: { product_name: "p", surprise: 1 }, documents: [{ type: "aan" }] })).toEqual(
      expect.arrayContaining(["capabilities", "entities.account_holders[0]", "details.surprise", "documents[0]"]),
    );
  });

  it("freezing needs a hold, other needs a note, and only other is for support", () => {
    const base = { accountId: "account_1" };
    expect(refused(deactivateInput, { ...base, reason: "frozen" })).toEqual(["hold"]);
    expect(refused(deactivateInput, { ...base, reason: "other" })).toEqual(["note"]);
    expect(refused(deactivateInput, { ...base, reason: "dormant", supportMayLift: true })).toEqual(["supportMayLift"]);
    expect(refused(deactivateInput, { ...base, reason: "frozen", hold: { type: "fraud" } })).toEqual([]);
  });

  it("at most 20 entities, each once", () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `entity_${index}`);
    const input = (entityIds: string[]) => ({ accountId: "account_1", relationshipType: "authorized_signer", entityIds, reason: "r" });
    expect(refused(addRelationshipsInput, input(ids(20)))).toEqual([]);
    expect(refused(addRelationshipsInput, input(ids(21)))).toEqual(["entityIds"]);
    expect(refused(addRelationshipsInput, input(["entity_1", "entity_1"]))).toEqual(["entityIds"]);
  });

  it("a holder is removed on evidence, each piece once, and nobody else is", () => {
    const id = "7d444840-9dc0-41d1-b245-5ffdce74fad2";
    const input = (relationshipType: string, evidence?: string[]) => ({ accountId: "account_1", entityId: "entity_1", relationshipType, reason: "r", ...(evidence ? { evidence } : {}) });
    expect(refused(removeRelationshipInput, input("account_holder", [id]))).toEqual([]);
    expect(refused(removeRelationshipInput, input("account_holder", [id, id.toUpperCase()]))).toEqual(["evidence"]);
    for (const none of [undefined, []]) expect(refused(removeRelationshipInput, input("account_holder", none))).toEqual(["evidence"]);
    for (const role of ["authorized_user", "authorized_signer"]) {
      expect(refused(removeRelationshipInput, input(role))).toEqual([]);
      expect(refused(removeRelationshipInput, input(role, [id]))).toEqual(["evidence"]);
    }
    expect(refused(removeRelationshipInput, { ...input("authorized_user"), reason: " " })).toEqual(["reason"]);
  });

  it("an account id goes with entering the id that was found", () => {
    const base = { commandId: "7d444840-9dc0-41d1-b245-5ffdce74fad2", reason: "r" };
    expect(refused(settleCommandInput, { ...base, how: "enter-id" })).toEqual(["accountId"]);
    expect(refused(settleCommandInput, { ...base, how: "enter-id", accountId: "account_1" })).toEqual([]);
  });

  it.each(["filed a SAR", "Suspicious  activity", "S.A.R. filed", "FinCEN asked"])("stops on %j", (text) => {
    expect(mentionsConfidentialReport(text)).toBe(true);
  });
  it.each(["Sara called", "saree shop", "activity seen"])("lets %j pass", (text) => {
    expect(mentionsConfidentialReport(text)).toBe(false);
  });
});

describe("people of an account", () => {
  const now = (changes: Partial<PeopleNow> = {}): PeopleNow => ({
    status: "active", holderType: "commercial",
    relationships: [{ entityId: "entity_b", type: "account_holder" }, { entityId: "entity_s", type: "authorized_signer" }], ...changes,
  });

  it("keeps the last holder, and the last signer of a commercial account", () => {
    expect(removalProblem({ entityId: "entity_b", type: "account_holder" }, now())).toMatch(/at least one holder/);
    expect(removalProblem({ entityId: "entity_s", type: "authorized_signer" }, now())).toMatch(/at least one authorized signer/);
    expect(removalProblem({ entityId: "entity_s", type: "authorized_signer" }, now({ holderType: "consumer" }))).toBeUndefined();
    expect(removalProblem({ entityId: "entity_s", type: "authorized_signer" }, now({ status: "closed" }))).toMatch(/closed/);
    expect(removalProblem({ entityId: "entity_x", type: "authorized_user" }, now())).toMatch(/no longer/);
  });

  it("refuses a pair that is there, a holder of the other type, and more than 20", () => {
    const add = (relationshipType: "account_holder" | "authorized_signer", entityIds: string[], changes: Partial<PeopleNow> = {}) =>
      addRelationshipsProblems({ relationshipType, entityIds }, now(changes), {
        entity_i: { id: "entity_i", type: "individual", name: "I", clientCustomerId: null, standing: { kyc: null, ofac: null, rfi: null, roles: [] } },
      }).map((problem) => problem.path);
    expect(add("authorized_signer", ["entity_s"])).toEqual(["entityIds[0]"]);
    expect(add("account_holder", ["entity_i"])).toEqual(["entityIds[0]"]);
    expect(add("authorized_signer", ["entity_i"])).toEqual([]);
    expect(add("authorized_signer", Array.from({ length: 20 }, (_, index) => `entity_${index}`))).toEqual(["entityIds"]);
    expect(add("authorized_signer", ["entity_i"], { status: "closed" })).toEqual(["relationshipType"]);
  });
});
