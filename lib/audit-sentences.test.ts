import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { auditActions, auditOutcomes } from "./audit-entry";
import type { AuditEntry } from "./audit-entry";
import { auditSentence } from "./audit-sentences";
import { sentenceText } from "./change-sentence";

function entry(more: Partial<AuditEntry>): AuditEntry {
  return {
    chain: "everyday", seq: 1, at: "2026-11-20T15:00:00.000Z", program: "everyday", actor: { subject: "person-priya", name: "Priya Nair", roles: ["program_manager"] }, onBehalfOf: null,
    action: "update-account", outcome: "done", accountId: "account_1", commandId: null, processId: null, changes: [], details: {}, currency: null, ...more,
  };
}

const words = (more: Partial<AuditEntry>) => sentenceText(auditSentence(entry(more), "America/Chicago"));
const usd = { currency: "USD" };
const limit = (old: unknown, next: unknown) => [{ path: "details.credit.limit", old, new: next }];

test.each([
  [{ changes: limit(1_000_000, 850_000), details: usd }, "Limit lowered from $10,000.00 to $8,500.00"],
  [{ changes: limit(850_000, 1_000_000), details: { currency: "JPY" } }, "Limit raised from ¥850,000 to ¥1,000,000"],
  [{ changes: limit(1, 2), currency: "USD" }, "Limit raised from $0.01 to $0.02"],
  [{ changes: limit(1, 2) }, "Limit raised from 1 (minor units) to 2 (minor units)"],
  [{ changes: limit(undefined, 5), details: usd }, "Limit set to $0.05"],
  [{ changes: [{ path: "details.credit.scra.end_date", old: "2026-11-20", new: null }] }, "SCRA end removed, was 20 Nov 2026"],
  [{ changes: [{ path: "metadata.branch", old: "a", new: "b" }] }, "Metadata “branch” changed from a to b"],
  [{ changes: [{ path: " ", old: 1, new: 2 }, { path: "constructor", old: 1, new: 2 }] }, "A field without a name changed from 1 to 2; constructor changed from 1 to 2"],
  [{ changes: [{ path: "surprise.x", old: 1, new: { y: 2 } }] }, 'surprise.x changed from 1 to {"y":2}'],
  [{ action: "activate-account" }, "Reactivated"],
  [{ action: "deactivate-account", outcome: "asked", details: { reason: "frozen" } }, "Asked to deactivate as frozen"],
  [{ action: "close-account", outcome: "done", details: { reason: "client_closed" } }, "Closed (by the program)"],
  [{ action: "close-account", outcome: "refused" }, "Lead refused to close"],
  [{ action: "deactivate-account", outcome: "refused", details: { settled: "person", reason: "frozen" } }, "Settled as not done: the request to deactivate as frozen"],
  [{ action: "open-account", outcome: "refused", details: { settled: "not-sent" } }, "Was not sent: the request to open an account"],
  [{ action: "place-hold", details: { hold: "court-or-levy" } }, "Placed a hold: Court order or levy"],
  [{ action: "release-hold", details: { hold: "sanctions" } }, "Released a hold: Sanctions"],
  [{ action: "place-hold", details: { hold: "court-or-levy", servedOn: "2026-11-20" } }, "Placed a hold: Court order or levy, served 20 Nov 2026"],
  [{ action: "place-hold" }, "Placed a hold"],
  [{ action: "approval-asked", outcome: "observed", details: { command: "Edit account" } }, "Asked another person to approve (edit account)"],
  [{ action: "decide-approval", details: { command: "Edit account", decision: "approved" } }, "Decided on a request (edit account, approved)"],
  [{ action: "withdraw-approval", details: { command: "Ask to close" } }, "Withdrew a request (ask to close)"],
  [{ action: "approval-ended", outcome: "observed", details: { command: "Ask to close", state: "renew-needed" } }, "A request came to nothing (ask to close, renew needed)"],
  [{ changes: limit(1_000_000, 850_000), details: { ...usd, approvedBy: "Chen Wei" } }, "Limit lowered from $10,000.00 to $8,500.00, approved by Chen Wei"],
  [{ action: "close-account", outcome: "denied" }, "Was not permitted to close"],
  [{ action: "close-account", outcome: "unconfirmed" }, "Lead has not confirmed yet: close"],
  [{ action: "changed-elsewhere", outcome: "observed", changes: [{ path: "details.credit.available_credit", old: 500, new: 400 }], details: usd }, "Changed elsewhere: Available lowered from $5.00 to $4.00"],
  [{ action: "changed-elsewhere", outcome: "observed", changes: [{ path: "status_reason", old: "active", new: "paid_off" }, { path: "status", old: "active", new: "closed" }] }, "Closed elsewhere: Status changed from Active to Closed; Status reason changed from Active to Paid off"],
  [{ action: "complete-closed-elsewhere", details: { finding: "lead", comment: "They wrote" } }, "Completed the closure made elsewhere: closed by Lead"],
  [{ action: "assign-exception", details: { field: "status", owner: "Priya Nair" } }, "Assigned an exception about status to Priya Nair"],
  [{ action: "resolve-exception", details: { field: "credit-limit", cause: "known-difference", comment: "Known" } }, "Resolved an exception about credit limit: known difference"],
  [{ action: "agreement-settled", outcome: "observed", details: { fields: ["status"] } }, "Your ledger and Lead agree again about status"],
  [{ action: "set-refresh-speed", details: { speed: "5 calls per second" } }, "Changed the speed of the refresh (5 calls per second)"],
  [{ action: "add-relationships", changes: [{ path: "entity_relationships.authorized_user", old: ["entity_1"], new: ["entity_1", "entity_2"] }] }, "entity_2 added as authorized user"],
  [
    { action: "remove-relationship", changes: [{ path: "entity_relationships.account_holder", old: ["entity_1", "entity_2"], new: ["entity_1"] }], details: { evidence: [{ id: "1", file: "certificate.pdf" }, { id: "2", file: "letter.pdf" }] } },
    "entity_2 removed as account holder, on certificate.pdf, letter.pdf",
  ],
  [{ action: "remove-relationship", changes: [{ path: "entity_relationships.account_holder", old: ["entity_1", "entity_2"], new: ["entity_1"] }], details: { evidence: "none" } }, "entity_2 removed as account holder"],
  [{ action: "report-death", details: { comment: "The son, by phone" } }, "Reported that a holder has died"],
  [{ action: "accept-proof", details: { evidence: [{ id: "1", file: "certificate.pdf" }] } }, "Accepted the proof of a death, on certificate.pdf"],
  [{ action: "record-estate-contact", details: { estate: "not-needed" } }, "Recorded who speaks for the estate (not needed)"],
  [{ action: "end-deceased-case", details: { outcome: "holder-removed" } }, "Ended the case of a deceased holder (holder removed)"],
  [{ action: "entered-directory", outcome: "observed", details: { via: "looked-up" } }, "Entered the directory (looked up)"],
  [{ action: "entered-directory", outcome: "observed", details: { via: "account-number" } }, "Entered the directory (account number)"],
  [{ action: "announcement", details: { received: 3 } }, "Announced accounts: 3"],
  [{ action: "signature-refused", outcome: "observed", details: { way: "webhooks" } }, "Turned away what was not signed rightly"],
  [{ action: "share-view", details: { view: "Frozen cards" } }, "Shared a view of the list: Frozen cards"],
  [{ action: "export", details: { what: "refused rows of an import" } }, "Exported"],
  [{ action: "export", details: { what: "closing-record" } }, "Exported: the record of a closing"],
  [{ action: "draw-examiner-pack", outcome: "observed", details: { pack: "7d44", by: "sample", records: 12 } }, "Asked for an examiner’s pack: 12 records, a random sample"],
  [{ action: "export", details: { what: "examiner-pack", records: 1 } }, "Exported: an examiner’s pack of 1 record"],
  [{ action: "export", outcome: "observed", details: { what: "examiner-pack", records: 7, brokenOff: "taker-gone" } }, "Exported: an examiner’s pack of 7 records, then it was broken off"],
  [{ action: "export", details: { what: "closing-letters", which: "notice" } }, "Exported: the letters of a closing"],
  [{ action: "settle-follow-up", details: { followUp: "cards", after: "not-applicable" } }, "Ticked off a follow-up: Close the cards (does not apply)"],
  [{ action: "add-addendum", details: { addendum: "returned-mail" } }, "Added to the record of the closing: returned mail"],
  [{ action: "numbers-read", outcome: "observed", details: { active: 2 } }, "Read the account numbers of the holders again: 2 still active"],
  [{ action: "purge-records", details: { records: 1_200 } }, "Confirmed a list of records to purge: 1,200"],
  [{ action: "export", outcome: "asked", details: { accounts: 1_200 } }, "Asked to export"],
  [{ action: "export", details: { accounts: 1_200, rows: 1_200 } }, "Exported: 1,200 accounts"],
  [{ action: "export", outcome: "observed", details: { what: "register", registered: 12, rows: 1, brokenOff: "fault" } }, "Exported: 1 of 12 entries of the register, then it was broken off"],
  [{ action: "export", outcome: "observed", details: { accounts: 1_200, rows: 1, brokenOff: "taker-gone" } }, "Exported: 1 of 1,200 accounts, then it was broken off"],
  [{ action: "from-a-later-release", outcome: "observed" }, "from-a-later-release: observed"],
] satisfies [Partial<AuditEntry>, string][])("%j", (more, sentence) => {
  expect(words(more)).toBe(sentence);
});

test("four changes name three and count the rest", () => {
  const changes = ["a", "b", "c", "d"].map((path) => ({ path, old: 1, new: 2 }));
  expect(words({ changes })).toBe("a changed from 1 to 2; b changed from 1 to 2; c changed from 1 to 2 and 1 more");
});

describe("every action with every outcome", () => {
  test.each(auditActions.flatMap((action) => auditOutcomes.map((outcome) => [action, outcome] as const)))("%s, %s", (action, outcome) => {
    const text = words({ action, outcome });
    expect(text).toMatch(/^[A-Z].{3,}/);
    expect(text).not.toMatch(/undefined|null/);
  });

  test("whatever the values are, a sentence comes of them", () => {
    fc.assert(
      fc.property(fc.constantFrom(...auditActions), fc.constantFrom(...auditOutcomes), fc.string(), fc.jsonValue(), fc.jsonValue(), (action, outcome, path, old, next) => {
        const changes = [{ path, old, new: next }, { path: "entity_relationships.account_holder", old, new: next }, { path: "documents", old, new: next }, ...limit(old, next)];
        const text = words({ action, outcome, changes, details: { currency: "XXX", reason: path } });
        expect(text).toMatch(/^\S/);
        if (!JSON.stringify(changes).includes("[object")) expect(text).not.toContain("[object Object]");
      }),
    );
  });
});
