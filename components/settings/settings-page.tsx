"use client";

import type { SettingsState } from "@/lib/settings/settings-state";
import { ButtonLink } from "../ui/button";
import { Callout } from "../ui/callout";
import { PageHeader } from "../ui/page-header";
import { CallRateCard } from "./call-rate-card";
import { ErrorsCard } from "./errors-card";
import { KnownCard } from "./known-card";
import { OutsideCard } from "./outside-card";
import { RefreshCard } from "./refresh-card";
import { RunningCard } from "./running-card";
import { useSettings } from "./use-settings";

type SettingsPageProps = { program: { slug: string; name: string }; initial: SettingsState };

/** How much of the program is known, how fresh it is, what works on it and how fast. */
export function SettingsPage({ program, initial }: SettingsPageProps) {
  const settings = useSettings(program.slug, initial);
  const { known, ages, refresh, rate, errors, intake, mayControl } = settings.data;
  return (
    <>
      <PageHeader title="Settings" facts={<span>What keeps the directory of {program.name} true</span>} actions={<ButtonLink href={`/programs/${program.slug}/retention`}>Retention</ButtonLink>} />
      <div className="grid gap-4">
        {settings.isError ? <Callout tone="warn" role="status">The console did not answer. This is what was known before.</Callout> : null}
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <KnownCard programSlug={program.slug} known={known} ages={ages} periods={refresh.periods} />
          <div className="grid gap-4">
            <RefreshCard program={program.slug} refresh={refresh} mayControl={mayControl} />
            <CallRateCard rate={rate} />
          </div>
        </div>
        <RunningCard programSlug={program.slug} state={settings.data} />
        <ErrorsCard errors={errors} />
        <OutsideCard intake={intake} />
      </div>
    </>
  );
}
