"use client";

import { deliveryMethodRows } from "@/lib/accounts/adverse-action-notice";
import { statusReasons } from "@/lib/accounts/account-status";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { errorClasses, errorClassRows, targetsOf } from "@/lib/closures/corrections";
import type { CorrectionTarget } from "@/lib/closures/corrections";
import { hasDeposit } from "@/lib/closures/facts";
import type { ClosingContext } from "@/lib/closures/process-view";
import { offeredReasons } from "@/lib/closures/reasons";
import { deliveryMethods } from "@/lib/lead/enums";
import { Checkbox } from "../ui/checkbox";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { Select } from "../ui/select";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { correctionControlId } from "./correction-form";
import type { CorrectionForm } from "./correction-form";
import { ReasonPicker } from "./reason-picker";

type CorrectionFieldsProps = { context: ClosingContext; form: CorrectionForm; change: (part: Partial<CorrectionForm>) => void; errorOf: (path: string) => string | undefined };

const targetWords = {
  active: { title: "Active again", description: "The account is open after all." },
  "closed-again": { title: "Closed again", description: "With another reason or another notice." },
} satisfies Record<CorrectionTarget, { title: string; description: string }>;

/** The error, who found it, and where the account is to end up. */
export function CorrectionFields(props: CorrectionFieldsProps) {
  const { context: { facts }, form, change, errorOf } = props;
  const field = (path: string) => ({ id: correctionControlId(path), error: errorOf(path) });
  const needsContact = facts.statusReason === "entity_closed" && hasDeposit(facts);
  return (
    <>
      <DialogSection>
        <RadioCards legend="What was wrong" required {...field("errorClass")} value={form.errorClass}
          onValueChange={(errorClass) => change({ errorClass, target: targetsOf(errorClass).length === 1 ? (targetsOf(errorClass)[0] ?? null) : null })}
          options={errorClasses.map((value) => ({ value, title: errorClassRows[value].label, description: errorClassRows[value].meaning }))} />
        {form.errorClass ? (
          <RadioCards className="mt-3" legend="Where it is to end" required {...field("target")} value={form.target} onValueChange={(target) => change({ target })}
            options={targetsOf(form.errorClass).map((value) => ({ value, ...targetWords[value] }))} />
        ) : null}
      </DialogSection>
      <DialogSection>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField label="Who found it" required {...field("foundBy")} value={form.foundBy} onChange={(event) => change({ foundBy: event.target.value })} />
          <TextField label="When" required {...field("foundOn")} value={form.foundOn} onChange={(event) => change({ foundOn: event.target.value })} />
        </div>
        <div className="mt-3 space-y-3">
          {needsContact ? <TextArea label="Documented contact with the holder: who, how, when" required rows={2} hint={`An account that its holder closed is not reopened without one, and never to let a transaction post. ${confidentialHint}`} {...field("contact")} value={form.contact} onChange={(event) => change({ contact: event.target.value })} /> : null}
          <TextArea label="A notice that was wrongly sent, and what was done about it" required={false} rows={2} hint={confidentialHint} {...field("wronglySentNotice")} value={form.wronglySentNotice} onChange={(event) => change({ wronglySentNotice: event.target.value })} />
          <TextArea label="What happened" required rows={2} hint={confidentialHint} {...field("note")} value={form.note} onChange={(event) => change({ note: event.target.value })} />
        </div>
      </DialogSection>
      {form.target === "closed-again" ? <ClosedAgainFields {...props} /> : null}
    </>
  );
}

function ClosedAgainFields({ context, form, change, errorOf }: CorrectionFieldsProps) {
  const field = (path: string) => ({ id: correctionControlId(path), error: errorOf(path) });
  const at = (path: string) => field(`closedAgain.notice.${path}`);
  return (
    <DialogSection heading="How it is closed again">
      <div className="space-y-3">
        <TextField className="max-w-60" label="Truly closed on" required {...field("trueClosedOn")} value={form.trueClosedOn} onChange={(event) => change({ trueClosedOn: event.target.value })} />
        <Select label="Reason reported to Lead" required {...field("closedAgain.reason")} value={form.reason} onValueChange={(reason) => change({ reason })}
          options={offeredReasons.map((value) => ({ value, label: `${statusReasons[value].label} (${value})`, description: statusReasons[value].meaning }))} />
        <Checkbox checked={form.newNotice} onCheckedChange={(newNotice) => change({ newNotice })} label="Record another notice in between" hint="Only one that was delivered already." error={errorOf("closedAgain.notice")} id={correctionControlId("closedAgain.notice")} />
        {form.newNotice ? (
          <>
            <ReasonPicker rules={context.terms.rules} reasons={form.reasons} onChange={(reasons) => change({ reasons })} id={at("reasons").id} error={at("reasons").error} />
            <Select label="Who got it" required {...at("recipientEntityId")} value={form.recipientEntityId} onValueChange={(recipientEntityId) => change({ recipientEntityId })} options={context.holders.map(({ entityId, name }) => ({ value: entityId, label: name }))} />
            <Select label="How it was delivered" required {...at("method")} value={form.method} onValueChange={(method) => change({ method })} options={deliveryMethods.map((value) => ({ value, label: deliveryMethodRows[value].label }))} />
            {form.method === "other" ? <TextField label="Which way" required {...at("otherMethod")} value={form.otherMethod} onChange={(event) => change({ otherMethod: event.target.value })} /> : null}
            <div className="grid gap-3 sm:grid-cols-2">
              <TextField label="Delivered or mailed on" required {...at("delivered.on")} value={form.deliveredOn} onChange={(event) => change({ deliveredOn: event.target.value })} />
              <TextField label="Time of day" required={false} hint={`${context.timeZone}; empty where it is not known.`} {...at("delivered.time")} value={form.deliveredTime} onChange={(event) => change({ deliveredTime: event.target.value })} />
            </div>
          </>
        ) : null}
      </div>
    </DialogSection>
  );
}
