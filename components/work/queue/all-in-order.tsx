import { workSectionRows } from "@/lib/work-queue";
import type { SectionState } from "@/lib/work-queue";
import { Card } from "../../ui/card";
import { StandingMark } from "../standing-mark";

type AllInOrderProps = { sections: readonly SectionState[]; /** All sections are looked at. */ everything: boolean };

/** What does not wait, said in words: an empty place could as well be one that was not looked at. */
export function AllInOrder({ sections, everything }: AllInOrderProps) {
  const empty = sections.filter(({ count }) => count.count === 0);
  if (empty.length === 0) return null;
  const nothingWaits = everything && sections.every(({ key, count }) => !workSectionRows[key].wants || count.count === 0);
  return (
    <Card heading={nothingWaits ? "Nothing waits for compliance" : "In order"}>
      <ul className="grid gap-x-6 gap-y-1.5 md:grid-cols-2 xl:grid-cols-3">
        {empty.map(({ key }) => <li key={key} className="text-text-2"><StandingMark tone="ok">{workSectionRows[key].fine}.</StandingMark></li>)}
      </ul>
    </Card>
  );
}
