"use client";

import { deliveryMethodRows } from "@/lib/accounts/adverse-action-notice";
import { determinationRows, exclusionRows, exclusions, leadRuleWords, offeredDeterminations, onlyLeadAsks } from "@/lib/closures/determination";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { deliveryMethods } from "@/lib/lead/enums";
import { isOlder } from "@/lib/closures/warnings";
import { Callout } from "../ui/callout";
import { Checkbox } from "../ui/checkbox";
import { Description, DescriptionList } from "../ui/description-list";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { Select } from "../ui/select";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { Time } from "../ui/time";
import { closingControlId, needOf } from "./closing-form";
import { ReasonPicker } from "./reason-picker";
import { RecipientFields } from "./recipient-fields";
import { WarningList } from "./warning-list";
import type { StepProps } from "./why-step";
import { YesNo } from "./yes-no";

/** Step 2: what the closing is under Regulation B, and the notice where one is due. */
export function NoticeStep(props: StepProps) {
  const { context, form, change, errorOf, warnings } = props;
  const need = needOf(form);
  return (
    <>
      <DialogSection>
        <RadioCards
          legend="Determination"
          hint="Made in your name, and kept with its reasons."
          id={closingControlId("determination.kind")}
          error={errorOf("determination.kind") ?? errorOf("determination")}
          value={form.determination}
          onValueChange={(determination) => change({ determination })}
          required
          options={offeredDeterminations(context.facts).map((kind) => ({ value: kind, title: determinationRows[kind].label, description: `${determinationRows[kind].meaning} ${determinationRows[kind].source}.` }))}
        />
        {form.determination === "excluded" ? <Exclusion {...props} /> : null}
        {form.determination ? (
          <TextArea className="mt-3" rows={2} label="What this rests on" hint={confidentialHint} required={form.determination === "excluded"} id={closingControlId("determination.basis")} error={errorOf("determination.basis")} value={form.basis} onChange={(event) => change({ basis: event.target.value })} />
        ) : null}
      </DialogSection>
      <DialogSection heading="Adverse action notice">
        {need === null ? <p className="text-text-2">Whether one is due follows from the determination.</p> : null}
        {need && !need.needed ? <p className="text-text-2">None is due for this reason and determination. Nothing is recorded at Lead before closing.</p> : null}
        {need && onlyLeadAsks(need) ? <Callout tone="warn">{leadRuleWords}</Callout> : null}
        {need?.needed ? <Notice {...props} /> : null}
      </DialogSection>
      {warnings.length > 0 ? <DialogSection><WarningList warnings={warnings} /></DialogSection> : null}
    </>
  );
}

function Exclusion({ form, change, errorOf }: StepProps) {
  const asks = form.exclusion ? exclusionRows[form.exclusion].asks : null;
  return (
    <div className="mt-3 space-y-3">
      <Select
        label="Which exclusion" required id={closingControlId("determination.exclusion")} error={errorOf("determination.exclusion")} value={form.exclusion} onValueChange={(exclusion) => change({ exclusion })}
        options={exclusions.map((value) => ({ value, label: exclusionRows[value].label, description: `${exclusionRows[value].meaning} ${exclusionRows[value].source}.` }))}
      />
      {asks === "agreed-with" ? <TextField label="Which holder agreed, and when" required hint={confidentialHint} id={closingControlId("determination.agreedWith")} error={errorOf("determination.agreedWith")} value={form.agreedWith} onChange={(event) => change({ agreedWith: event.target.value })} /> : null}
      {asks === "currently-delinquent" ? <YesNo legend="Is this account delinquent now?" id={closingControlId("determination.currentlyDelinquent")} error={errorOf("determination.currentlyDelinquent")} value={form.currentlyDelinquent} onChange={(currentlyDelinquent) => change({ currentlyDelinquent })} /> : null}
    </div>
  );
}

function Notice(props: StepProps) {
  const { context, form, change, errorOf } = props;
  const { notice } = context.facts;
  return (
    <div className="mt-2 space-y-3">
      {notice ? (
        <div className="space-y-2 rounded border border-line px-3 py-2">
          <DescriptionList>
            <Description term="At Lead now">{notice.reason ?? "No reason"}</Description>
            <Description term="Delivered">{notice.deliveredAt ? <Time at={notice.deliveredAt} /> : "Not known"}</Description>
          </DescriptionList>
          <YesNo legend="Is this the notice for this closing?" id={closingControlId("existingNotice.isThisOne")} error={errorOf("existingNotice.isThisOne")} value={form.isThisOne} onChange={(isThisOne) => change({ isThisOne })} />
          {form.isThisOne && isOlder(context.facts, context.now) ? (
            <TextArea rows={2} required label="It is older than this request: why it is the one" hint={confidentialHint} id={closingControlId("existingNotice.olderReason")} error={errorOf("existingNotice.olderReason")} value={form.olderReason} onChange={(event) => change({ olderReason: event.target.value })} />
          ) : null}
        </div>
      ) : null}
      {notice && form.isThisOne ? null : <Letter {...props} />}
    </div>
  );
}

function Letter(props: StepProps) {
  const { context, form, change, errorOf } = props;
  const { terms, holders } = context;
  return (
    <>
      <ReasonPicker rules={terms.rules} reasons={form.reasons} onChange={(reasons) => change({ reasons })} id={closingControlId("notice.reasons")} error={errorOf("notice.reasons") ?? errorOf("notice")} />
      <Checkbox checked={form.reasonsOnRequest} onCheckedChange={(reasonsOnRequest) => change({ reasonsOnRequest })} label="The letter gives the right to ask for the reasons, and not the reasons" hint="60 days to ask, 30 to answer (Reg B 1002.9(a)(2)(ii)). Lead and this record have the reasons all the same." />
      <Select
        label="Who gets it" required hint="One notice, to the primary applicant (Reg B 1002.9(f))." id={closingControlId("notice.recipientEntityId")} error={errorOf("notice.recipientEntityId")}
        options={holders.map(({ entityId, name }) => ({ value: entityId, label: name, description: entityId }))} value={form.recipientEntityId} onValueChange={(recipientEntityId) => change({ recipientEntityId })}
      />
      <RecipientFields {...props} />
      <RadioCards
        legend="How it is delivered" id={closingControlId("notice.method")} error={errorOf("notice.method")} value={form.method} onValueChange={(method) => change({ method })} required
        options={deliveryMethods.map((value) => ({ value, title: deliveryMethodRows[value].label, code: value }))}
      />
      {form.method === "other" ? <TextField label="Which way" required placeholder="By registered mail" id={closingControlId("notice.otherMethod")} error={errorOf("notice.otherMethod")} value={form.otherMethod} onChange={(event) => change({ otherMethod: event.target.value })} /> : null}
      <p className="text-xs text-text-3">The review shows the letter as it would be sent. It goes out after the decision; when it was delivered or mailed is asked then, and not now.</p>
    </>
  );
}
