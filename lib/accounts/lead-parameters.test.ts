import { describe, expect, it } from "vitest";
import { leadParameterProblems } from "./lead-parameters";

const pathOf = (parameter: string, reason = "missing") => leadParameterProblems([{ parameter, reason }])[0]?.path;

describe("Lead's invalid parameters", () => {
  it.each([
    ["entities.account_holders[0]", "not_found", "entities.account_holders[0]"],
    ["details.credit.is_secured", "missing", "details.credit.is_secured"],
    ["details", 'property "product_name" is missing', "details.product_name"],
    ["details.credit", "missing parameter is_secured, which is required for credit capabilities", "details.credit.is_secured"],
    ["is_mla", "missing", "details.credit.is_mla"],
    ["", "missing parameter details.credit.limit, which is required", "details.credit.limit"],
    ["documents[1].type", "invalid", "documents[1].type"],
    ["metadata.branch", "too long", "metadata.branch"],
    ["something_new", "odd", "something_new"],
  ])("%s with %j lands on %s", (parameter, reason, path) => {
    expect(pathOf(parameter, reason)).toBe(path);
  });

  it("says tokens in words and sentences as they are", () => {
    expect(leadParameterProblems([{ parameter: "a", reason: "not_found" }, { parameter: "b", reason: "A sentence." }]).map((problem) => problem.message)).toEqual([
      "Lead knows none with this id.",
      "A sentence.",
    ]);
  });
});
