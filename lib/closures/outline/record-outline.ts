import type { ClosingRecord, PurgedRecord } from "../closing-record";
import { kindNames, recordStageWords, recordTitle } from "../record-words";
import { accountSections } from "./account-sections";
import { laterSections } from "./later-sections";
import { actWords, dayWords, line, momentWords, remark, term } from "./outline";
import type { OutlineSection, RecordOutline } from "./outline";
import { subjectSections } from "./subject-sections";

/** The record for paper, in the order of its page. `today`: the program's business day, for what is left and overdue. */
export function recordOutline(record: ClosingRecord, today: string): RecordOutline {
  const { id, account, program, begunAt, purged } = record;
  return {
    title: recordTitle(record),
    standing: recordStageWords(record),
    facts: [
      [account.productName, account.id].filter(Boolean).join(" · "),
      `${program.name}, ${program.environment}`,
      `Begun ${momentWords(begunAt)}`,
      `Record ${id}`,
      `Days and times of ${program.timeZone}`,
    ],
    sections: purged ? [whatStays(record, purged)] : [...subjectSections(record), ...accountSections(record), ...laterSections(record, today)],
  };
}

function whatStays({ kind, retention }: ClosingRecord, purged: PurgedRecord): OutlineSection {
  return {
    heading: "What stays of a purged record",
    items: [
      line("Its day had passed and nothing held it. The audit trail still tells what was done."),
      ...term("Kind", `${kindNames[kind]}${purged.subject ? ` (${purged.subject})` : ""}`),
      ...term("Ended", retention.endedOn && dayWords(retention.endedOn)),
      ...term("Kept until", retention.retainUntil && dayWords(retention.retainUntil)),
      ...term("Purged by", `${actWords(purged.by)}${remark(purged.reason)}`),
      line("Hash of the record as it was", purged.recordHash),
      line("List that was confirmed", purged.run),
    ],
  };
}
