import { RefreshCw } from "lucide-react";
import { IconButton } from "../../ui/icon-button";
import { Spinner } from "../../ui/spinner";
import { RelativeTime, Time } from "../../ui/time";
import type { AccountInHand } from "./use-account";

/** How old what is shown is, and whether Lead could be asked just now. */
export function Freshness({ account: { detail, live, reading, problem, readAgain } }: { account: AccountInHand }) {
  const changed = live?.changed.length ?? 0;
  return (
    <span className="inline-flex items-center gap-1.5 text-text-3">
      <span role="status" className="inline-flex items-center gap-1.5">
        {problem ? (
          <span className="text-warn">
            {problem.kind === "unavailable" ? "Lead cannot be reached: showing what we knew at " : "Showing what we knew at "}
            <Time at={detail.row.readAt} />
          </span>
        ) : (
          <span>
            Read from Lead <RelativeTime at={detail.row.readAt} />
            {changed > 0 && !reading ? `, ${changed === 1 ? "1 change" : `${changed} changes`} since the last reading` : ""}
          </span>
        )}
        {reading ? <span className="sr-only">Reading from Lead</span> : null}
      </span>
      <span className="inline-flex size-6 items-center justify-center">
        {reading ? <Spinner /> : <IconButton label="Read from Lead again" onClick={readAgain} icon={<RefreshCw size={13} aria-hidden="true" />} />}
      </span>
    </span>
  );
}
