import { callOutcome, operationWords } from "@/lib/call-words";
import type { RecordedCall } from "@/lib/closures/closing-record";
import { RecordMoment } from "./record-words";
import { RecordSection } from "./record-section";

/** The writes at Lead, each with its key, its time and its answer. */
export function RecordCalls({ calls }: { calls: readonly RecordedCall[] }) {
  return (
    <RecordSection heading="Calls to Lead" wide>
      {calls.length === 0 ? <p className="text-text-3">None.</p> : (
        <ol className="space-y-1 print:space-y-0">
          {calls.map(({ commandId, startedAt, method, path, key, status, outcome, tries, leadRequestId }) => (
            <li key={`${commandId} ${startedAt.utc}`} className="wrap-anywhere">
              {operationWords(method, path)} · <RecordMoment at={startedAt} /> · {callOutcome(outcome).words}{status === null ? "" : ` ${status}`}{tries > 1 ? `, ${tries} tries` : ""}
              <span className="block font-mono text-2xs text-text-2">{method} {path} · key {key ?? "none"}{leadRequestId ? ` · request ${leadRequestId}` : ""}</span>
            </li>
          ))}
        </ol>
      )}
    </RecordSection>
  );
}
