"use client";

import { useState } from "react";
import { useWatch } from "react-hook-form";
import { changesToSend } from "@/lib/accounts/account-edits";
import { fieldLabel } from "@/lib/accounts/account-fields";
import { formFromAccount } from "@/lib/accounts/account-form";
import type { FormSection } from "@/lib/accounts/capability-sections";
import { statementLabels, statementOn } from "@/lib/accounts/statement-form";
import { topicsOf } from "@/lib/accounts/update-account-problems";
import { Callout } from "../../ui/callout";
import { CommandStatusLine } from "../command-status";
import { ProblemSummary } from "../problem-summary";
import { AccountSections } from "./account-sections";
import { RestoredNote } from "./draft-notes";
import type { EditAccountProps, Editing } from "./edit-account";
import { FormAside } from "./form-aside";
import { FormColumns } from "./form-section";
import { copyTerms } from "./new-account";
import { StatementFields } from "./statement-fields";
import { useOutline } from "./use-account-form";

type EditFormProps = EditAccountProps & { editing: Editing; sections: readonly FormSection[]; /** Typed here and changed at Lead meanwhile. */ overtaken: readonly string[] };

export function EditForm({ program, detail, saved, supported, protectionsOnly, editing, sections, overtaken }: EditFormProps) {
  const { form, zone, current, command, controlOf } = editing;
  const [showsRestored, setShowsRestored] = useState(saved !== null);
  const asked = useTopics(editing, detail.today);
  const outline = useOutline(form, sections, asked.topics.length > 0 || asked.availableFell);
  const discard = () => {
    setShowsRestored(false);
    void editing.startOver({ ...formFromAccount(current, zone), statement: statementOn(detail.today) });
  };
  const holderType = current.entities?.account_holder_type;
  if (editing.isWaiting) return <CommandStatusLine command={command} />;
  return (
    <FormColumns aside={<FormAside parts={outline} draft={editing.draft.state} onReview={() => void editing.review()} reviewing={editing.preparing} onDiscard={discard} />}>
      {protectionsOnly ? <Callout tone="info">Compliance changes SCRA, MLA, the notice and documents. The rest is the program manager’s.</Callout> : null}
      {showsRestored && saved ? <RestoredNote savedAt={saved.savedAt} onDiscard={discard} /> : null}
      {overtaken.length > 0 ? (
        <Callout tone="warn" role="status" title="Lead’s copy changed while you were typing.">
          Look again at {overtaken.map(fieldLabel).join(", ")}: what you typed is kept, and the review shows it against what Lead holds now.
        </Callout>
      ) : null}
      {editing.shownProblem ? (
        <ProblemSummary problem={editing.shownProblem} controlOf={controlOf} isOpen={editing.isOpen} labelOf={(path) => statementLabels[path] ?? fieldLabel(path)} currency={current.details?.credit?.currency} />
      ) : null}
      <AccountSections
        form={form}
        program={program}
        zone={zone}
        sections={sections}
        holderType={holderType === "consumer" || holderType === "commercial" ? holderType : "unknown"}
        holderIds={editing.holderIds}
        supported={supported}
        held={current.capabilities ?? []}
        onCopyTerms={(facts) => copyTerms(form, facts, zone)}
        protectionsOnly={protectionsOnly}
      />
      <StatementFields form={form} {...asked} />
    </FormColumns>
  );
}

/** Watches what is typed for what must be explained. */
function useTopics({ form, current, zone }: Editing, today: string) {
  useWatch({ control: form.control });
  const { statement, ...typed } = form.getValues();
  const { body } = changesToSend(typed, current, zone);
  const credit = (body as { details?: { credit?: { available_credit?: number } } }).details?.credit;
  const held = current.details?.credit?.available_credit;
  const availableFell = credit?.available_credit !== undefined && held !== undefined && credit.available_credit < held;
  return { topics: topicsOf(body, current, today, statement.availableCreditIsRestricted), availableFell };
}
