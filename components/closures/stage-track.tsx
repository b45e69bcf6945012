import { closingStanding } from "@/lib/closures/stages";
import type { ClosingEnd, ClosingStage } from "@/lib/closures/stages";
import { classNames } from "../ui/class-names";

type StageTrackProps = { stages: readonly ClosingStage[]; stage: ClosingStage | ClosingEnd };

/** The stages that this closing goes through, and how far it has come; said in words, not by colour alone. */
export function StageTrack({ stages, stage }: StageTrackProps) {
  const reached = stages.findIndex((each) => each === stage);
  const shown = reached < 0 ? [...stages.slice(0, 1), stage] : stages;
  return (
    <ol aria-label="Stages" className="flex flex-wrap gap-x-1.5 gap-y-1 text-xs">
      {shown.map((each, index) => {
        const present = each === stage;
        const done = reached < 0 ? index === 0 : index < reached;
        return (
          <li key={each} aria-current={present ? "step" : undefined} className="flex items-center gap-1.5">
            {index > 0 ? <span aria-hidden="true" className="text-text-3">→</span> : null}
            <span className={classNames(present ? "font-semibold text-text" : done ? "text-text-2" : "text-text-3")}>
              {closingStanding(each, "none", false).label}
              {done ? <span className="sr-only"> (done)</span> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
