import type { CallRate } from "@/lib/settings/settings-state";
import { Card } from "../ui/card";
import { Description, DescriptionList } from "../ui/description-list";

const rate = (callsPerSecond: number) => callsPerSecond.toLocaleString("en-US", { maximumFractionDigits: 1 });

/** How much of the program's rate of calls is used, over the last minute. */
export function CallRateCard({ rate: { background, people, allowed, slowedTo } }: { rate: CallRate }) {
  const limit = slowedTo ?? allowed;
  const used = Math.min(100, Math.round(((background + people) / limit) * 100));
  return (
    <Card heading="Calls to Lead">
      <div className="flex items-center gap-3">
        <div role="meter" aria-label="Calls used" aria-valuemin={0} aria-valuemax={100} aria-valuenow={used} aria-valuetext={`${used}% of ${rate(limit)} calls per second`} className="h-2 flex-1 overflow-hidden rounded-full border border-line bg-idle-weak">
          <div className="h-full bg-accent forced-colors:bg-[Highlight]" style={{ width: `${used}%` }} />
        </div>
        <span className="text-xs whitespace-nowrap text-text-2">{used}% used</span>
      </div>
      <DescriptionList className="mt-2.5">
        <Description term="In the background">{rate(background)} per second over the last minute</Description>
        <Description term="For people">{rate(people)} per second over the last minute; they go first</Description>
        <Description term="Allowed">{rate(allowed)} per second{slowedTo === null ? "" : `, slowed to ${rate(slowedTo)} because Lead asked for fewer calls`}</Description>
      </DescriptionList>
    </Card>
  );
}
