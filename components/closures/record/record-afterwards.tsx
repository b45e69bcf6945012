import { addendumRows, reasonsAskedBy, requestClocks } from "@/lib/closures/addenda";
import type { ClosingRecord, RecordedEvidence, RecordedFollowUp, RecordedNumberRead } from "@/lib/closures/closing-record";
import { dueState, dueWords } from "@/lib/closures/due-dates";
import { followUpDue, followUpDueWords } from "@/lib/closures/follow-ups";
import { numbersWords } from "@/lib/closures/number-words";
import { roleNames } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import { Tag } from "../../ui/tag";
import { dayWords, Quoted, RecordActor, RecordMoment } from "./record-words";

const ownerWords = (owner: string) => (Object.hasOwn(roleNames, owner) ? roleNames[owner as Role] : owner);

/** The checklist, as it is ticked. */
export function RecordedChecklist({ followUps, today }: { followUps: readonly RecordedFollowUp[]; today: string }) {
  if (followUps.length === 0) return <p className="text-text-3">Nothing is left to do.</p>;
  return (
    <ul className="space-y-1 print:space-y-0">
      {followUps.map((followUp) => (
        <li key={followUp.code} className="flex gap-2">
          <span aria-hidden="true" className="w-3 text-text-3">{{ open: "▢", done: "✓", "not-applicable": "–" }[followUp.state]}</span>
          <span className="min-w-0 flex-1 wrap-anywhere">
            {followUp.label} <span className="text-text-3">· {ownerWords(followUp.owner)}, by {dayWords(followUp.dueOn)}: {standing(followUp, today)}</span>
            {followUp.settled ? <span className="block text-xs text-text-2"><RecordActor act={followUp.settled} />{followUp.note ? <> · <Quoted>{followUp.note}</Quoted></> : null}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

function standing({ state, dueOn, doneOn }: RecordedFollowUp, today: string): string {
  if (state === "not-applicable") return "does not apply";
  return state === "done" && doneOn ? `done on ${dayWords(doneOn)}` : followUpDueWords(followUpDue(dueOn, today, null));
}

/** What Lead answered each time about the account numbers of the holders. */
export function RecordedNumbers({ reads }: { reads: readonly RecordedNumberRead[] }) {
  if (reads.length === 0) return null;
  return (
    <ul aria-label="Account numbers of the holders" className="mt-1.5 space-y-0.5 border-t border-line pt-1.5 print:mt-0.5 print:space-y-0 print:pt-0.5">
      {reads.map(({ round, dueAt, readAt, active, numbers }) => (
        <li key={`${round} ${dueAt.utc}`} className="wrap-anywhere">
          {readAt && active !== null ? <><RecordMoment at={readAt} />: {numbersWords(numbers)}</> : <span className="text-text-3">Account numbers are read again on <RecordMoment at={dueAt} /></span>}
        </li>
      ))}
    </ul>
  );
}

/** The files kept for it, each with the hash of its bytes. */
export function RecordedEvidenceList({ evidence }: { evidence: readonly RecordedEvidence[] }) {
  return (
    <ul className="space-y-1 print:space-y-0">
      {evidence.map(({ id, name, bytes, sha256, added }) => (
        <li key={id} className="wrap-anywhere">
          {name}, {bytes.toLocaleString("en-US")} bytes · <RecordActor act={added} />
          <span className="block font-mono text-2xs text-text-2">SHA-256 {sha256}</span>
        </li>
      ))}
    </ul>
  );
}

const clockTones = { met: "ok", late: "stop", due: "warn", overdue: "stop" } as const;

/** What was entered after the closing, and the clocks that run for the reasons. */
export function RecordedAddenda({ record: { addenda, closing, retention }, today }: { record: ClosingRecord; today: string }) {
  const notifiedOn = closing?.delivery?.deliveredOn ?? null;
  const clocks = requestClocks(addenda.map(({ id, kind, happenedOn, answers }) => ({ id, kind, happenedOn, answers })), notifiedOn, today);
  return (
    <>
      {notifiedOn && retention.endedOn ? <p className="text-text-3">The customer may ask for the reasons until {dayWords(reasonsAskedBy(notifiedOn))}: {askWords(notifiedOn, today)}.</p> : null}
      {addenda.length === 0 ? <p className="text-text-3">Nothing was added.</p> : null}
      <ul className="space-y-1 print:space-y-0">
        {addenda.map(({ id, kind, happenedOn, text, written }) => {
          const clock = clocks.find(({ requestId }) => requestId === id);
          return (
            <li key={id} className="wrap-anywhere">
              {addendumRows[kind].label}, {dayWords(happenedOn)} · <Quoted>{text}</Quoted>{" "}
              {clock ? <Tag tone={clockTones[clock.due.state]}>Reasons due {dayWords(clock.dueOn)}: {clock.givenOn ? dueWords(clock.due).replace("delivered", "given") : dueWords(clock.due)}</Tag> : null}
              {clock?.askedLate ? <Tag>Asked after the 60 days</Tag> : null}
              <span className="block text-xs text-text-2"><RecordActor act={written} /></span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function askWords(notifiedOn: string, today: string): string {
  const { state, days } = dueState(reasonsAskedBy(notifiedOn), today, null);
  if (state === "overdue") return "that time is over";
  return days === 0 ? "the last day" : `${days} ${days === 1 ? "day" : "days"} left`;
}
