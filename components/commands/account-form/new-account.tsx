"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useWatch } from "react-hook-form";
import type { SavedDraft } from "@/lib/accounts/account-draft";
import { emptyAccountForm, withApplicationTerms, type AccountForm } from "@/lib/accounts/account-form";
import { sectionsFor } from "@/lib/accounts/capability-sections";
import { openAccountInput, type OpenAccountInput } from "@/lib/accounts/command-inputs";
import type { ApplicationFacts } from "@/lib/accounts/entity-facts";
import { openAccountWarnings } from "@/lib/accounts/open-account-problems";
import { emptyStatement } from "@/lib/accounts/statement-form";
import { useViewerTimeZone } from "../../ui/clock";
import { CommandForm } from "../command-form";
import { CommandReceiptCard } from "../command-receipt-card";
import { CommandStatusLine } from "../command-status";
import { ProblemSummary } from "../problem-summary";
import type { AccountFormApi } from "./account-form-state";
import { AccountSections } from "./account-sections";
import { LikeNote, RestoredNote } from "./draft-notes";
import { FormAside } from "./form-aside";
import { FormColumns } from "./form-section";
import { idsOf, judgeOpening, readOpening, type OpeningPlace } from "./judge-opening";
import { completeLookups, knownEntities, useHolderType } from "./lookups";
import { OpeningReview } from "./opening-review";
import { useHolderIds, useOutline } from "./use-account-form";
import { useFormCommand } from "./use-form-command";

export type NewAccountProps = {
  program: string;
  supported: readonly string[];
  saved: SavedDraft | null;
  /** Filled in like an account that exists; a draft then stays where it is until something is typed. */
  like: { accountId: string; form: AccountForm } | null;
};

const emptyValues = () => ({ ...emptyAccountForm(), statement: emptyStatement });

function useOpening({ program, supported, saved, like }: NewAccountProps) {
  const client = useQueryClient();
  const viewerZone = useViewerTimeZone();
  const restored = like ? null : saved;
  const zone = restored?.content.zone ?? viewerZone;
  const place: OpeningPlace = { client, program, zone, supported };
  const opening = useFormCommand<OpenAccountInput>({
    program,
    name: "open-account",
    subject: "new",
    initial: { ...(restored?.content.form ?? like?.form ?? emptyAccountForm()), statement: emptyStatement },
    saved: restored,
    zone,
    judge: (values) => judgeOpening(values, place),
    prepare: (values) => completeLookups(client, program, idsOf(values), values.application_id.trim()),
    inputOf: (values) => readOpening(values, place).body,
    schema: openAccountInput,
  });
  return { ...opening, zone, restored, entities: () => knownEntities(client, program, idsOf(opening.form.getValues())) };
}

/** Opening an account: one page, sections by capability, a review, a receipt. */
export function NewAccount(props: NewAccountProps) {
  const { program, saved, like } = props;
  const opening = useOpening(props);
  const { command, stage, reviewed, controlOf } = opening;
  const [showsRestored, setShowsRestored] = useState(opening.restored !== null);
  const discard = () => {
    setShowsRestored(false);
    void opening.startOver(emptyValues());
  };
  return (
    <CommandForm
      command={command}
      stage={stage}
      onBack={() => opening.setStage("form")}
      onSend={() => void opening.send()}
      sendLabel="Open the account"
      reviewHeading="Look at it once more"
      request={{ method: "POST", path: "/v0/accounts", body: reviewed }}
      warnings={reviewed ? openAccountWarnings(reviewed) : []}
      controlOf={controlOf}
      receipt={(receipt) => <CommandReceiptCard receipt={receipt} program={program} title="The account is open" likeThis />}
      review={reviewed ? <OpeningReview body={reviewed} entities={opening.entities()} /> : null}
      form={
        <OpeningForm {...props} opening={opening} onDiscard={discard}>
          {opening.isWaiting ? <CommandStatusLine command={command} /> : null}
          {showsRestored && opening.restored && !opening.isWaiting ? <RestoredNote savedAt={opening.restored.savedAt} onDiscard={discard} /> : null}
          {like ? <LikeNote program={program} accountId={like.accountId} saved={saved} /> : null}
          {opening.shownProblem ? <ProblemSummary problem={opening.shownProblem} controlOf={controlOf} isOpen={opening.isOpen} /> : null}
        </OpeningForm>
      }
    />
  );
}

type OpeningFormProps = NewAccountProps & { opening: ReturnType<typeof useOpening>; onDiscard: () => void; children: ReactNode };

function OpeningForm({ program, supported, opening, onDiscard, children }: OpeningFormProps) {
  const { form, zone } = opening;
  const capabilities = useWatch({ control: form.control, name: "capabilities" });
  const holderIds = useHolderIds(form);
  const holderType = useHolderType(program, holderIds);
  const sections = sectionsFor(capabilities, holderType);
  const outline = useOutline(form, sections);
  if (opening.isWaiting) return <div className="max-w-[960px] space-y-3">{children}</div>;
  return (
    <FormColumns
      aside={<FormAside parts={outline} draft={opening.draft.state} onReview={() => void opening.review()} reviewing={opening.preparing} onDiscard={onDiscard} />}
    >
      {children}
      <AccountSections
        form={form}
        program={program}
        zone={zone}
        sections={sections}
        holderType={holderType}
        holderIds={holderIds}
        supported={supported}
        onCopyTerms={(facts) => copyTerms(form, facts, zone)}
      />
    </FormColumns>
  );
}

/** Puts the application's terms into the form; what it does not know stays as typed. */
export function copyTerms(form: AccountFormApi, { credit }: ApplicationFacts, zone: string): void {
  if (!credit) return;
  const { details } = withApplicationTerms(form.getValues(), credit, zone);
  form.setValue("details.credit", details.credit, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
}
