import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLeadProblem } from "./problem";

describe("a refusal", () => {
  it("keeps every item of both documented shapes, in order", () => {
    const invalid_parameters = [
      { parameter: "source_ip", reason: "source IP not allowed for program" },
      { name: "entities.account_holders[0]", reason: "not_found" },
      { name: "documents" },
    ];
    expect(readLeadProblem(422, { code: "parameters_invalid", title: "T", detail: "D", instance: "i", invalid_parameters }, "req_1")).toEqual({
      status: 422,
      code: "parameters_invalid",
      title: "T",
      detail: "D",
      instance: "i",
      requestId: "req_1",
      invalidParameters: [
        { parameter: "source_ip", reason: "source IP not allowed for program" },
        { parameter: "entities.account_holders[0]", reason: "not_found" },
        { parameter: "documents", reason: "" },
      ],
    });
  });

  it.each([[undefined], ["403"], [403], [null]])("has the status of HTTP, whatever its body's is: %s", (status) => {
    expect(readLeadProblem(403, { status, code: "source_ip_not_allowed" })).toMatchObject({ status: 403, code: "source_ip_not_allowed" });
  });

  it("is read from anything at all", () => {
    fc.assert(
      fc.property(fc.anything(), fc.integer({ min: 400, max: 599 }), (body, status) => {
        const problem = readLeadProblem(status, body);
        expect(problem.status).toBe(status);
        expect(Array.isArray(problem.invalidParameters)).toBe(true);
      }),
    );
  });

  it("keeps the rest where one part is odd", () => {
    expect(readLeadProblem(422, { code: 7, detail: "Kept.", invalid_parameters: "none" })).toMatchObject({ code: undefined, detail: "Kept.", invalidParameters: [] });
    expect(readLeadProblem(422, { invalid_parameters: ["text", null, { reason: "kept" }] }).invalidParameters).toEqual([{ parameter: "", reason: "kept" }]);
  });
});
