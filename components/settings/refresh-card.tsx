import type { RefreshStands, RefreshState } from "@/lib/settings/settings-state";
import { onlyPhrase } from "@/lib/permissions";
import { Card } from "../ui/card";
import { Description, DescriptionList, NoValue } from "../ui/description-list";
import { StatusDot } from "../ui/status-dot";
import type { StatusShape, StatusTone } from "../ui/status-dot";
import { RelativeTime, Time } from "../ui/time";
import { RefreshButton, SpeedForm } from "./refresh-controls";

export const refreshLooks = {
  reading: { shape: "ring", tone: "accent", words: "Reading accounts again" },
  waiting: { shape: "circle", tone: "ok", words: "Waiting: no account is due" },
  paused: { shape: "hollow-square", tone: "warn", words: "Paused" },
  stalled: { shape: "triangle", tone: "warn", words: "Leaving Lead alone for a while" },
} satisfies Record<RefreshStands, { shape: StatusShape; tone: StatusTone; words: string }>;

type RefreshCardProps = { program: string; refresh: RefreshState; mayControl: boolean };

/** The rolling refresh: how it stands, and for an administrator the way to start, pause and change it. */
export function RefreshCard({ program, refresh, mayControl }: RefreshCardProps) {
  const { stands, speed, most, givesWay, setBy, setAt, lastReadAt, nextLookAt, problem } = refresh;
  const { shape, tone, words } = refreshLooks[stands];
  return (
    <Card heading="Refresh" aside={mayControl ? <RefreshButton key={stands === "paused" ? "start" : "pause"} program={program} paused={stands === "paused"} /> : null}>
      <div role="status"><StatusDot shape={shape} tone={tone} className="font-medium">{words}</StatusDot></div>
      <DescriptionList className="mt-2.5">
        {problem ? <Description term="Why">{problem}{nextLookAt ? <> Tried again <Time at={nextLookAt} style="seconds" />.</> : null}</Description> : null}
        <Description term="Speed">
          {speed.toLocaleString("en-US")} of {most.toLocaleString("en-US")} calls per second
          {givesWay ? ", a tenth of that while people ask Lead or an import runs" : ""}
        </Description>
        <Description term="Last read">{lastReadAt ? <RelativeTime at={lastReadAt} /> : <NoValue>not yet</NoValue>}</Description>
        <Description term="Last changed">{setAt ? <>{setBy}, <Time at={setAt} /></> : <NoValue>never</NoValue>}</Description>
      </DescriptionList>
      {mayControl ? <SpeedForm key={speed} program={program} speed={speed} most={most} /> : <p className="mt-2 text-xs text-text-3">{onlyPhrase("set-refresh-speed")}</p>}
    </Card>
  );
}
