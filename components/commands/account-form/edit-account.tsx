"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import type { AccountDetail } from "@/lib/account-views";
import type { SavedDraft } from "@/lib/accounts/account-draft";
import { changesToSend, heldSections } from "@/lib/accounts/account-edits";
import { formFromAccount } from "@/lib/accounts/account-form";
import { sectionsFor, type FormSection } from "@/lib/accounts/capability-sections";
import { updateAccountInput, type UpdateAccountInput } from "@/lib/accounts/command-inputs";
import { rebaseForm } from "@/lib/accounts/rebase-form";
import { statementOn, statementToSend } from "@/lib/accounts/statement-form";
import { topicsOf, updateAccountProblems, updateAccountWarnings } from "@/lib/accounts/update-account-problems";
import type { LeadAccount } from "@/lib/lead/account";
import type { FieldProblem } from "@/lib/result";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import { useViewerTimeZone } from "../../ui/clock";
import { CommandForm } from "../command-form";
import { CommandReceiptCard } from "../command-receipt-card";
import type { AccountFormValues } from "./account-form-state";
import { useNoticeRules } from "../notice-rules";
import { EditForm } from "./edit-form";
import { EditHeader } from "./edit-header";
import { EditReview } from "./edit-review";
import { completeLookups, knownApplication } from "./lookups";
import { useFormCommand } from "./use-form-command";
import { useLiveAccount } from "./use-live-account";

export type EditAccountProps = {
  program: string;
  detail: AccountDetail;
  saved: SavedDraft | null;
  supported: readonly string[];
  /** Compliance edits protections, the notice and documents, and nothing else. */
  protectionsOnly: boolean;
};

/** What is typed, as the input of the command: only what changed, and why where that is asked. */
function inputOf(values: AccountFormValues, current: LeadAccount, zone: string, today: string) {
  const { statement, ...form } = values;
  const { body, problems } = changesToSend(form, current, zone);
  const topics = topicsOf(body, current, today, statement.availableCreditIsRestricted);
  return { input: { accountId: current.id, changes: body, statement: statementToSend(statement, topics) }, problems };
}

function useEditing({ program, detail, saved, supported }: EditAccountProps) {
  const client = useQueryClient();
  const { today } = detail;
  const rules = useNoticeRules();
  const viewerZone = useViewerTimeZone();
  const zone = saved?.content.zone ?? viewerZone;
  const [current, setCurrent] = useState(detail.body);
  const holderIds = useMemo(() => detail.relationships.filter((item) => item.relationshipType === "account_holder").map((item) => item.entityId), [detail]);
  const judge = (values: AccountFormValues): FieldProblem[] => {
    const { input, problems } = inputOf(values, current, zone, today);
    const known = { rules, now: new Date().toISOString(), today, current, holderIds, supportedCapabilities: supported, application: knownApplication(client, program, values.application_id.trim()) };
    return [...problems, ...updateAccountProblems(input, known)];
  };
  const editing = useFormCommand<UpdateAccountInput>({
    program,
    name: "update-account",
    subject: detail.accountId,
    initial: { ...(saved?.content.form ?? formFromAccount(detail.body, zone)), statement: saved?.content.statement ?? statementOn(today) },
    saved,
    zone,
    judge,
    prepare: (values) => completeLookups(client, program, [], values.application_id.trim()),
    inputOf: (values) => inputOf(values, current, zone, today).input,
    schema: updateAccountInput,
  });
  return { ...editing, zone, current, setCurrent, holderIds };
}

/** Lead's newer state under what is typed: untouched fields follow it, typed ones stay and are named. */
function useNewerState(props: EditAccountProps, editing: ReturnType<typeof useEditing>): readonly string[] {
  const { form, current, setCurrent, zone } = editing;
  const live = useLiveAccount(props.program, props.detail.accountId);
  const [overtaken, setOvertaken] = useState<readonly string[]>([]);
  const newer = live.data?.detail?.body;
  const settled = editing.command.phase === "idle";
  const held = useRef(current);
  useEffect(() => {
    if (!newer || !settled || seenDigest(reliedOnPaths["update-account"], newer) === seenDigest(reliedOnPaths["update-account"], held.current)) return;
    const { statement, ...typed } = form.getValues();
    const rebased = rebaseForm(typed, held.current, newer, zone);
    held.current = newer;
    form.reset({ ...rebased.form, statement }, { keepErrors: true });
    setCurrent(newer);
    setOvertaken(rebased.overtaken);
    editing.setStage("form");
  }, [newer, settled, form, setCurrent, zone, editing]);
  return overtaken;
}

/** Changing an account: only what changed is sent, old and new side by side before. */
export function EditAccount(props: EditAccountProps) {
  const { program, detail } = props;
  const editing = useEditing(props);
  const overtaken = useNewerState(props, editing);
  const { command, stage, reviewed, current, controlOf } = editing;
  const capabilities = editing.form.watch("capabilities");
  const sections = formSectionsOf(capabilities, current);
  const seen = seenDigest(reliedOnPaths["update-account"], current);
  return (
    <>
      <EditHeader detail={detail} />
      <CommandForm
        command={command}
        stage={stage}
        onBack={() => editing.setStage("form")}
        onSend={() => void editing.send(seen)}
        sendLabel="Send the changes"
        reviewHeading="What changes"
        request={{ method: "PATCH", path: `/v0/accounts/${detail.accountId}`, body: reviewed?.changes }}
        warnings={reviewed ? updateAccountWarnings(reviewed.changes, { current }) : []}
        controlOf={controlOf}
        receipt={(receipt) => <CommandReceiptCard receipt={receipt} program={program} title="The account is changed" />}
        review={reviewed ? <EditReview input={reviewed} current={current} /> : null}
        form={<EditForm {...props} editing={editing} sections={sections} overtaken={overtaken} />}
      />
    </>
  );
}

export type Editing = ReturnType<typeof useEditing>;

function formSectionsOf(capabilities: readonly string[], current: LeadAccount): readonly FormSection[] {
  const shown = new Set<FormSection>([...sectionsFor(capabilities, "none"), ...heldSections(current)]);
  shown.delete("people");
  return [...shown];
}
