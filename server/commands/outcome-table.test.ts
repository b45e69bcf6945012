import { describe, expect, it } from "vitest";
import type { LeadProblem } from "@/lib/lead/problem";
import type { LeadOutcome } from "../lead/lead-error";
import { callEnding, endingProblem, outcomeTable } from "./outcome-table";
import type { CallCircumstances, CallEnding } from "./outcome-table";

type Failed = Exclude<LeadOutcome<unknown>, { kind: "answered" }>;

const problem = (status: number, code?: string): LeadProblem => ({ status, code, invalidParameters: [] });
const refused = (status: number, code?: string): Failed => ({ kind: "refused", problem: problem(status, code) });
const silent = (reason: Extract<Failed, { kind: "no-answer" }>["reason"], mayHaveHappened: boolean, words?: LeadProblem): Failed => ({ kind: "no-answer", reason, mayHaveHappened, problem: words });

const first: CallCircumstances = { isOpening: false, resend: false, afterWindow: false };
const repeat: CallCircumstances = { ...first, resend: true };
const openingAgain: CallCircumstances = { isOpening: true, resend: true, afterWindow: false };
const openingLate: CallCircumstances = { ...openingAgain, afterWindow: true };

const cases: [string, Failed, CallCircumstances, CallEnding][] = [
  ["400", refused(400, "parameters_invalid"), first, "refused"],
  ["422", refused(422, "parameters_invalid"), first, "refused"],
  ["422 of a transition", refused(422, "invalid_status_transition"), first, "refused"],
  ["404", refused(404, "parameters_invalid"), first, "unknown-at-lead"],
  ["401", refused(401), first, "no-access"],
  ["403 for the scope", refused(403), first, "no-scope"],
  ["403 for the address", refused(403, "source_ip_not_allowed"), first, "address-refused"],
  ["422 for the key", refused(422, "idempotency_request_inconsistent"), first, "key-used-otherwise"],
  ["409 for the key", silent("conflict", true, problem(409, "idempotency_request_inconsistent")), first, "key-used-otherwise"],
  ["409 in flight", silent("conflict", true, problem(409)), first, "in-doubt"],
  ["429 every time", silent("rate-limited", true, problem(429, "rate_limit_exceeded")), first, "rate-limited"],
  ["429 for the token", silent("rate-limited", false), first, "not-sent"],
  ["nobody listening", silent("not-reached", false), first, "not-sent"],
  ["no token", silent("no-access", false), first, "no-access"],
  ["a lost connection", silent("connection-lost", true), first, "in-doubt"],
  ["500", silent("server-error", true, problem(500)), first, "in-doubt"],
  ["a body that cannot be read", silent("malformed-answer", true), first, "in-doubt"],
  ["403 on a repeat", refused(403), repeat, "in-doubt"],
  ["401 on a repeat", silent("no-access", true, problem(401)), repeat, "in-doubt"],
  ["422 on a repeat", refused(422, "parameters_invalid"), repeat, "refused"],
  ["a gateway's 404 on a repeat", refused(404), openingAgain, "in-doubt"],
  ["422 on an opening's repeat within the window", refused(422, "parameters_invalid"), openingAgain, "refused"],
  ["422 on an opening's repeat after the window", refused(422, "parameters_invalid"), openingLate, "refused-after-window"],
  ["404 on an opening's repeat after the window", refused(404, "parameters_invalid"), openingLate, "refused-after-window"],
  ["422 for the key on a repeat", refused(422, "idempotency_request_inconsistent"), openingAgain, "key-used-otherwise"],
];

describe("what a call came to", () => {
  it.each(cases)("%s", (_name, outcome, circumstances, ending) => {
    expect(callEnding(outcome, circumstances)).toBe(ending);
  });

  it("has every ending among the cases", () => {
    expect(new Set(cases.map(([, , , ending]) => ending))).toEqual(new Set(Object.keys(outcomeTable)));
  });

  it("is final only where Lead has certainly done nothing", () => {
    for (const [, outcome, circumstances, ending] of cases) {
      const doubtful = outcome.kind === "no-answer" && outcome.mayHaveHappened;
      if (doubtful) expect(outcomeTable[ending].status, circumstances.resend ? "repeat" : "first").not.toBe("rejected");
    }
  });
});

describe("the problem of an ending", () => {
  it("keeps Lead's words and puts its items on their fields", () => {
    const said: LeadProblem = {
      status: 422, code: "parameters_invalid", title: "Invalid.", detail: "Semantic errors.", requestId: "req_1",
      invalidParameters: [{ parameter: "entities.account_holders[0]", reason: "not_found" }, { parameter: "details.credit.limit", reason: "exceeds_max_limit" }, { parameter: "id", reason: "not_found" }, { parameter: "x", reason: "A sentence of Lead's" }],
    };
    expect(endingProblem("refused", said, "c1")).toMatchObject({
      kind: "refused-by-lead", detail: "Semantic errors.", commandId: "c1", lead: { status: 422, requestId: "req_1" },
      fields: [
        { path: "entities.account_holders[0]", message: "Lead knows none with this id." },
        { path: "details.credit.limit", message: "Lead says that this is above the most approved." },
        { path: "x", message: "A sentence of Lead's" },
      ],
    });
  });
});
