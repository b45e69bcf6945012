import { closingStanding } from "@/lib/closures/stages";
import type { ClosingEnd, ClosingStage } from "@/lib/closures/stages";
import { Stages } from "../ui/stages";

type StageTrackProps = { stages: readonly ClosingStage[]; stage: ClosingStage | ClosingEnd };

/** The stages that this closing goes through, and how far it has come. */
export function StageTrack({ stages, stage }: StageTrackProps) {
  const reached = stages.findIndex((each) => each === stage);
  const shown = reached < 0 ? [...stages.slice(0, 1), stage] : stages;
  const stateAt = (index: number) => (shown[index] === stage ? "present" : (reached < 0 ? index === 0 : index < reached) ? "done" : "to-come");
  return <Stages stages={shown.map((each, index) => ({ key: each, label: closingStanding(each, "none", false).label, state: stateAt(index) }))} />;
}
