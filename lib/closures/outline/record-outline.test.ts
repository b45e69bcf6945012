import { describe, expect, test } from "vitest";
import { recordTime } from "../closing-record";
import type { ClosingRecord, RecordAct, RecordedClosing } from "../closing-record";
import type { OutlineItem, RecordOutline } from "./outline";
import { recordOutline } from "./record-outline";

const zone = "America/Chicago";
const time = (iso: string) => recordTime(iso, zone);
const act = (name: string, iso = "2026-11-20T20:30:05.000Z"): RecordAct => ({ name, subject: `person-${name}`, roles: ["compliance"], at: time(iso) });

const closing: RecordedClosing = {
  reason: "client_closed", reasonBefore: "paid_off", determination: { kind: "adverse-action", basis: "Three returned payments" },
  answers: { openEndInactivity: false }, statements: { canStillPost: true, stillPostReason: "One card authorisation", acknowledged: { "scra-open": "Counsel agreed" } },
  note: "Agreed by telephone", actionTakenOn: "2026-11-20", requested: act("Priya Nair"), secondPerson: true,
  decided: { ...act("Carmen Ortiz"), decision: "approved", comment: "As the file says" },
  notice: { path: "letter", reasons: [{ code: "a", text: "Payments were missed" }, { code: "b", text: "Over the limit" }], text: "", reasonsOnRequest: true, method: "other", otherMethod: "By registered mail",
    recipients: [{ entityId: "entity_1", name: "Pedro Farrow", report: { bureau: "Northern", address: "Springfield", phone: "1", score: null }, otherInformation: true }, { entityId: "entity_2", name: null, report: null, otherInformation: false }],
    letters: [{ entityId: "entity_1", text: "We have closed it." }], lettersHash: "ab12", checklist: [{ code: "contact", label: "Where to write or call", source: "x", state: "missing", says: "x" }],
  },
  delivery: { act: act("Carmen Ortiz"), deliveredAt: time("2026-11-21T15:00:00.000Z"), deliveredOn: "2026-11-21", timeKnown: true },
  noticeDueOn: "2026-12-20", noticeInTime: false, noticeFound: { deliveredAt: null, reason: "An old one", deliveryMethod: null }, noticeIsThisOne: false, noticeOlderReason: null,
  recordedAt: time("2026-11-21T16:00:00.000Z"), closedAt: time("2026-11-21T16:00:05.000Z"),
  abandoned: { ...act("Chen Wei"), reason: "The holder settled", correctiveLetter: { on: "2026-11-25", text: "Your account stays open." } },
};

const record: ClosingRecord = {
  version: 1, id: "7d444840-9dc0-41d1-b245-5ffdce74fad2", kind: "closing", program: { slug: "growth", name: "Growth Line", environment: "simulator", timeZone: zone },
  account: { id: "account_1", productName: "Growth Card", holders: [{ entityId: "entity_1", name: "Pedro Farrow" }] }, begunAt: time("2026-11-20T20:30:05.000Z"), stage: "closed",
  closing, correction: null, elsewhere: null,
  facts: { accountId: "account_1", productName: "Growth Card", status: "active", statusReason: null, capabilities: ["credit_with_underwriting"], holderType: null, holderIds: ["entity_1"], scra: { start: "2026-01-02", end: null }, isMla: false, credit: { currency: "USD", availableCredit: 500_000, limit: 500_000, maxLimit: null }, notice: null, esignConsentedAt: null, applicationId: null, openHolds: [{ id: "h", type: "court-or-levy" }], balance: { minorUnits: 1_250, currency: "USD" } },
  before: { id: "account_1" }, after: { id: "account_1" },
  changes: [{ path: "status", old: "active", new: "closed" }, { path: "details.credit.limit", old: 500_000, new: null }, { path: "documents", old: [], new: [{ type: "aan", document_id: "doc_1" }] }, { path: "something.new", old: { a: 1 }, new: [1] }],
  goes: [], calls: [{ commandId: "c", step: "close", method: "POST", path: "/v0/accounts/account_1/close", key: "the-key", status: 200, outcome: "answered", tries: 2, startedAt: time("2026-11-21T16:00:05.000Z"), durationMs: 90, leadRequestId: "req_1", request: null, response: null }],
  followUps: [{ code: "cards", label: "Close the cards", owner: "program_manager", dueOn: "2026-11-23", state: "done", doneOn: "2026-11-22", note: "Shredded", settled: act("Priya Nair") }, { code: "x", label: "End the access", owner: "program_manager", dueOn: "2026-11-23", state: "open", doneOn: null, note: null, settled: null }],
  numberReads: [{ round: "day-1", dueAt: time("2026-11-22T16:00:00.000Z"), readAt: time("2026-11-22T16:00:00.000Z"), listReadAt: null, active: 1, numbers: [{ id: "n", lastFour: "1234", status: "active", holderId: "entity_1", settlesHere: true }] }],
  addenda: [{ id: "a1", kind: "reasons-requested", happenedOn: "2026-11-24", text: "By letter", answers: null, written: act("Carmen Ortiz") }],
  evidence: [{ id: "e", name: "letter.pdf", contentType: "application/pdf", bytes: 1_234, sha256: "ab".repeat(32), added: act("Carmen Ortiz") }],
  related: [{ id: "r1", kind: "correction", begunAt: time("2026-11-26T16:00:00.000Z"), endedOn: null, words: "Wrong reason" }],
  retention: { endedOn: "2026-11-21", notifiedOn: "2026-11-21", retainUntil: "2033-11-21" },
  legalHolds: [{ id: "l", reason: "Inquiry 26-11", placed: act("Carmen Ortiz"), lifted: { ...act("Chen Wei"), reason: "It ended" } }], purged: null,
};

function textOf(item: OutlineItem): string {
  if (item.kind === "term") return `${item.term}: ${item.words}`;
  return item.kind === "line" ? `${item.words} ${item.code ?? ""}` : `${item.field} | ${item.before} | ${item.after}`;
}
const linesOf = ({ sections }: RecordOutline) => sections.flatMap(({ heading, items }) => [`# ${heading}`, ...items.map(textOf)]);
const headings = ({ sections }: RecordOutline) => sections.map(({ heading }) => heading);

describe("a record on paper", () => {
  test("of a closing has all of it, in the order of its page", () => {
    const outline = recordOutline(record, "2026-12-01");
    expect(outline).toMatchObject({ title: "Record of a closing", standing: "Closed", facts: ["Growth Card · account_1", "Growth Line, simulator", "Begun 2026-11-20 14:30:05 CST · 20:30:05 UTC", `Record ${record.id}`, `Days and times of ${zone}`] });
    expect(headings(outline)).toEqual(["Decision", "Notice", "The account as it stood", "Before and after", "Evidence", "Calls to Lead", "Follow-ups", "Added afterwards", "Kept", "Other records of the account"]);
    const lines = linesOf(outline);
    for (const line of [
      "Asked for by: Priya Nair, compliance (person-Priya Nair) · 2026-11-20 14:30:05 CST · 20:30:05 UTC",
      "Approved by: Carmen Ortiz, compliance (person-Carmen Ortiz) · 2026-11-20 14:30:05 CST · 20:30:05 UTC · as a second person · “As the file says”",
      "Reason: Closed by the program (client_closed), chosen after Paid off (paid_off)",
      "Is it an open-end line that is closed because it was not used?: No",
      "Can still post: Yes: “One card authorisation”", "SCRA was open: Acknowledged: “Counsel agreed”",
      "Note: “Agreed by telephone”", "Action taken on: 20 Nov 2026", "Corrective letter: 25 Nov 2026 · “Your account stays open.”",
      "Reasons in it: 1. Payments were missed", ": 2. Over the limit", "In the letter: The right to ask for the reasons, and not the reasons",
      "Recipient: Pedro Farrow (entity_1) · consumer report of Northern, no score; information of another third party", "Also to: entity_2 · no consumer report", "Delivery: By post or another way: By registered mail",
      "Letters, SHA-256: ab12", "It lacked: Where to write or call", "Letter to entity_1: We have closed it.",
      "Due: 20 Dec 2026, 30 days after the action · not met: delivered late", "Delivered: 2026-11-21 09:00:00 CST · 15:00:00 UTC", "Lead held before: An old one, no date; not the one for this closing",
      "Credit: available $5,000.00, limit $5,000.00, at most not reported", "Holds: Court order or levy", "Balance: $12.50", "MLA: not covered at origination",
      "Status | Active | Closed", "Limit | $5,000.00 | none", "letter.pdf, 1,234 bytes · Carmen Ortiz, compliance (person-Carmen Ortiz) · 2026-11-20 14:30:05 CST · 20:30:05 UTC SHA-256 " + "ab".repeat(32),
      "Close · 2026-11-21 10:00:05 CST · 16:00:05 UTC · Answered 200, 2 tries POST /v0/accounts/account_1/close · key the-key · request req_1",
      "Kept until: 21 Nov 2033, at least", "The customer may ask for the reasons until 20 Jan 2027. ", "Correction: Wrong reason · 2026-11-26 10:00:00 CST · 16:00:00 UTC r1",
    ]) expect(lines, line).toContain(line);
    for (const part of [/^Determination: It is an adverse action.*Three returned payments$/, /^Close the cards · Program manager, by 23 Nov 2026: done on 22 Nov 2026 .*“Shredded”/, /^End the access .*: 8 days overdue/, /still active: •••• 1234/, /^Request for the reasons, 24 Nov 2026 · “By letter” · Reasons due 24 Dec 2026: 23 days left/, /^Legal hold: Placed by .*“Inquiry 26-11”\. Lifted by Chen Wei.*“It ended”$/, /doc_1$/, /^SCRA: 2 Jan 2026, no end reported/]) {
      expect(lines.filter((line) => part.test(line)), String(part)).toHaveLength(1);
    }
  });

  test("of a correction and of a closure made elsewhere has what these are about", () => {
    const correction = {
      errorClass: "wrong-reason", target: "closed-again", foundBy: "Audit", foundOn: "2026-11-22", trueClosedOn: "2026-11-20", wronglySentNotice: "The letter of May", contact: "By phone", note: null,
      started: act("Carmen Ortiz"), reasonBefore: "paid_off", closedAtBefore: time("2026-11-20T20:30:05.000Z"), noticeBefore: null, reopenedAt: time("2026-11-21T20:30:05.000Z"), reasonAfter: "client_closed", closedAtAfter: null, noticeAfter: null,
      givenUp: { at: time("2026-11-23T20:30:05.000Z"), reason: "Lead refused it" },
    } as const;
    const nothing = { closing: null, facts: null, before: null, after: null, changes: [], evidence: [], addenda: [], legalHolds: [], related: [], calls: [] };
    const corrected = recordOutline({ ...record, ...nothing, kind: "correction", stage: "given-up", correction }, "2026-12-01");
    expect(headings(corrected)).toEqual(["Correction", "The account as it stood", "Calls to Lead", "Added afterwards", "Kept", "Other records of the account"]);
    for (const line of ["Error: Wrong reason", "Leads to: Closed again", "Found: Audit, 22 Nov 2026", "Truly closed on: 20 Nov 2026", "Wrongly sent: “The letter of May”", "Reason before: paid off", "Notice before: none", "Reason now: by the program", "As it stood: Not known: nobody here closed it.", "Legal hold: None"]) expect(linesOf(corrected), line).toContain(line);
    const elsewhere = { seenAt: time("2026-11-20T20:30:05.000Z"), closedAt: null, reason: "paid_off", statusBefore: "active", hasNotice: true, completed: { ...act("Carmen Ortiz"), finding: "lead" as const, comment: "Lead wrote to us" } };
    const seen = recordOutline({ ...record, ...nothing, kind: "elsewhere", stage: "completed", elsewhere }, "2026-12-01");
    expect(seen.standing).toBe("Completed");
    expect(headings(seen)).not.toContain("Calls to Lead");
    for (const line of ["Reason at Lead: paid off", "Notice at Lead: Yes", "Found: Closed by Lead · “Lead wrote to us” "]) expect(linesOf(seen), line).toContain(line);
  });

  test("that was purged says what stays, and nothing of what it held", () => {
    const outline = recordOutline({ ...record, stage: "purged", purged: { by: act("Carmen Ortiz"), reason: "By the committee", subject: "client_closed", recordHash: "cd".repeat(32), run: "run-1" } }, "2026-12-01");
    expect(headings(outline)).toEqual(["What stays of a purged record"]);
    expect(linesOf(outline)).toEqual(expect.arrayContaining(["Kind: Closing (client_closed)", `Hash of the record as it was ${"cd".repeat(32)}`, "List that was confirmed run-1"]));
    expect(linesOf(outline).join()).not.toContain("Payments were missed");
  });
});
