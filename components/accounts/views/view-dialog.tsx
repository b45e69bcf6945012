"use client";

import { useState } from "react";
import { changeDirectoryQuery, serializeDirectoryQuery, type DirectoryQuery } from "@/lib/directory-query";
import type { Problem } from "@/lib/result";
import { dayPeriodRows, periodsOf, type DayPeriod } from "@/lib/views/day-periods";
import { longestViewName, type OfferedViews, type SavedView } from "@/lib/views/saved-view";
import { periodFilters, viewPeriods, viewQuery, viewText, type PeriodFilter, type ViewPeriods } from "@/lib/views/view-text";
import { daysWords } from "../../filters/days-chip";
import { Button } from "../../ui/button";
import { Callout } from "../../ui/callout";
import { Checkbox } from "../../ui/checkbox";
import { Dialog, DialogSection } from "../../ui/dialog";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { useSavedViews } from "./use-saved-views";
import { periodFilterWords, viewWords } from "./view-words";

type ViewDialogProps = {
  programSlug: string;
  /** The view to change; null: a new one of the list as it is. */
  view: SavedView | null;
  query: DirectoryQuery;
  views: OfferedViews;
  onClose: () => void;
};

const formId = "saved-view";

/** Saves the list as it is under a name, or changes a view: its name, what it shows and who sees it. */
export function ViewDialog({ programSlug, view, query, views, onClose }: ViewDialogProps) {
  const [viewId] = useState(() => view?.id ?? crypto.randomUUID());
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const [replaces, setReplaces] = useState(view === null);
  const [periods, setPeriods] = useState(() => periodsAtFirst(query, views));
  const { save, busy, problem } = useSavedViews(programSlug, onClose);
  const text = replaces || !view ? viewText(query, periods) : view.text;
  const isSearch = query.q !== "" || query.search !== undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={view ? "Change a view" : "Save a view"}
      size="medium"
      locked={busy}
      dirty={name !== (view?.name ?? "") || shared !== (view?.shared ?? false) || (view !== null && replaces)}
      discardText="The view is left as it was."
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={busy}>Save</Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save(viewId, { name, text, shared, version: view?.version ?? 0 });
        }}
      >
        <DialogSection>
          <div className="space-y-3">
            <Refused problem={problem} />
            <TextField label="Name" hint="Name the list, not a person." value={name} maxLength={longestViewName} error={problem?.fields?.find(({ path }) => path === "name")?.message} onChange={(event) => setName(event.target.value)} />
            {view ? <Checkbox label="Show the list as it is now" hint={`Until now: ${viewWords(view.text, views.today)}`} checked={replaces} onCheckedChange={setReplaces} /> : null}
            {replaces ? <Periods query={query} today={views.today} periods={periods} onChange={setPeriods} /> : null}
            <p className="text-text-2">Shows: {viewWords(text, views.today)}</p>
            {replaces && isSearch ? <Callout tone="info">What is searched for is not saved: it may be a person’s. The filters and the order are.</Callout> : null}
            {views.mayShare ? <Checkbox label="Share with everybody in this program" hint="Sharing, and what is changed while it is shared, is written to the activity." checked={shared} onCheckedChange={setShared} /> : null}
          </div>
        </DialogSection>
      </form>
    </Dialog>
  );
}

function Refused({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  return <Callout tone="warn" role="alert" title={problem.title}>{[problem.saved, problem.next].filter(Boolean).join(" ")}</Callout>;
}

/** As in the view that is open, or else the first that these days are. */
function periodsAtFirst(query: DirectoryQuery, { saved, today }: OfferedViews): ViewPeriods {
  const here = serializeDirectoryQuery(changeDirectoryQuery(query, {}));
  const open = saved.find(({ text }) => serializeDirectoryQuery(viewQuery(text, today)) === here);
  if (open) return viewPeriods(open.text);
  return Object.fromEntries(periodFilters.flatMap((name) => periodsOf(query[name], today).slice(0, 1).map((period) => [name, period])));
}

const asDates = "dates";

type PeriodsProps = { query: DirectoryQuery; today: string; periods: ViewPeriods; onChange: (periods: ViewPeriods) => void };

/** Whether days that are a period today move on with it, or stay the dates that they are. */
function Periods({ query, today, periods, onChange }: PeriodsProps) {
  const choices = periodFilters.map((name) => ({ name, possible: periodsOf(query[name], today) })).filter(({ possible }) => possible.length > 0);
  const options = (name: PeriodFilter, possible: readonly DayPeriod[]) => [
    ...possible.map((period) => ({ value: period as string, label: dayPeriodRows[period].label, description: "Moves on with the calendar of the program" })),
    { value: asDates, label: daysWords({ from: undefined, to: undefined, ...query[name] }) ?? "", description: "Always these dates" },
  ];
  return choices.map(({ name, possible }) => (
    <Select
      key={name}
      label={periodFilterWords[name]}
      options={options(name, possible)}
      value={periods[name] ?? asDates}
      onValueChange={(value) => onChange({ ...periods, [name]: possible.find((period) => period === value) })}
    />
  ));
}
