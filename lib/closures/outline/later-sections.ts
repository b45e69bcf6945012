import { callOutcome, operationWords } from "../../call-words";
import { roleNames } from "../../permissions";
import type { Role } from "../../permissions";
import { addendumRows, reasonsAskedBy, requestClocks } from "../addenda";
import type { ClosingRecord, RecordedAddendum, RecordedCall, RecordedEvidence, RecordedFollowUp, RecordedLegalHold, RecordedNumberRead, RelatedRecord } from "../closing-record";
import { dueWords } from "../due-dates";
import { followUpDue, followUpDueWords } from "../follow-ups";
import { numbersWords } from "../number-words";
import { kindNames } from "../record-words";
import { actWords, dayWords, line, momentWords, quoted, remark, term } from "./outline";
import type { OutlineItem, OutlineSection } from "./outline";

/** What stands beside the closing and came after it. `today`: the program's business day, for what is left and overdue. */
export function laterSections(record: ClosingRecord, today: string): OutlineSection[] {
  const { evidence, elsewhere, calls, closing, followUps, numberReads, related, retention, legalHolds } = record;
  return [
    ...(evidence.length > 0 ? [{ heading: "Evidence", items: evidence.map(evidenceItem) }] : []),
    ...(elsewhere ? [] : [{ heading: "Calls to Lead", items: calls.length > 0 ? calls.map(callItem) : [line("None.")] }]),
    ...(closing?.closedAt ? [{ heading: "Follow-ups", items: [...followUps.map((one) => followUpItem(one, today)), ...numberReads.map(numberItem)] }] : []),
    { heading: "Added afterwards", items: addedItems(record, today) },
    { heading: "Kept", items: [...term("Kept until", retention.retainUntil ? `${dayWords(retention.retainUntil)}, at least` : "Not set before it has ended"), ...holdItems(legalHolds)] },
    { heading: "Other records of the account", items: related.length > 0 ? related.map(relatedItem) : [line("This account has no other record.")] },
  ];
}

const evidenceItem = ({ name, bytes, sha256, added }: RecordedEvidence) => line(`${name}, ${bytes.toLocaleString("en-US")} bytes · ${actWords(added)}`, `SHA-256 ${sha256}`);

function callItem({ method, path, key, status, outcome, tries, startedAt, leadRequestId }: RecordedCall): OutlineItem {
  const words = `${operationWords(method, path)} · ${momentWords(startedAt)} · ${callOutcome(outcome).words}${status === null ? "" : ` ${status}`}${tries > 1 ? `, ${tries} tries` : ""}`;
  return line(words, `${method} ${path} · key ${key ?? "none"}${leadRequestId ? ` · request ${leadRequestId}` : ""}`);
}

function followUpItem({ label, owner, dueOn, state, doneOn, settled, note }: RecordedFollowUp, today: string): OutlineItem {
  const whose = Object.hasOwn(roleNames, owner) ? roleNames[owner as Role] : owner;
  const standing = state === "not-applicable" ? "does not apply" : state === "done" && doneOn ? `done on ${dayWords(doneOn)}` : followUpDueWords(followUpDue(dueOn, today, null));
  return line(`${label} · ${whose}, by ${dayWords(dueOn)}: ${standing}${settled ? ` · ${actWords(settled)}${remark(note)}` : ""}`);
}

function numberItem({ readAt, dueAt, active, numbers }: RecordedNumberRead): OutlineItem {
  return line(readAt && active !== null ? `${momentWords(readAt)}: ${numbersWords(numbers)}` : `Account numbers are read again on ${momentWords(dueAt)}`);
}

function addedItems({ addenda, closing, retention }: ClosingRecord, today: string): OutlineItem[] {
  const notifiedOn = closing?.delivery?.deliveredOn ?? null;
  const clocks = requestClocks(addenda.map(({ id, kind, happenedOn, answers }) => ({ id, kind, happenedOn, answers })), notifiedOn, today);
  const item = ({ id, kind, happenedOn, text, written }: RecordedAddendum) => {
    const clock = clocks.find(({ requestId }) => requestId === id);
    const due = clock ? ` · Reasons due ${dayWords(clock.dueOn)}: ${clock.givenOn ? dueWords(clock.due).replace("delivered", "given") : dueWords(clock.due)}${clock.askedLate ? ", asked after the 60 days" : ""}` : "";
    return line(`${addendumRows[kind].label}, ${dayWords(happenedOn)} · ${quoted(text)}${due} · ${actWords(written)}`);
  };
  return [
    ...(notifiedOn && retention.endedOn ? [line(`The customer may ask for the reasons until ${dayWords(reasonsAskedBy(notifiedOn))}.`)] : []),
    ...(addenda.length > 0 ? addenda.map(item) : [line("Nothing was added.")]),
  ];
}

function holdItems(legalHolds: readonly RecordedLegalHold[]): OutlineItem[] {
  if (legalHolds.length === 0) return term("Legal hold", "None");
  return legalHolds.flatMap(({ reason, placed, lifted }) => term("Legal hold", `Placed by ${actWords(placed)}${remark(reason)}${lifted ? `. Lifted by ${actWords(lifted)}${remark(lifted.reason)}` : ""}`));
}

const relatedItem = ({ id, kind, words, begunAt }: RelatedRecord) => line(`${kindNames[kind]}: ${words} · ${momentWords(begunAt)}`, id);
