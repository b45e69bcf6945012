"use client";

import { confidentialHint } from "@/lib/accounts/operator-text";
import { Checkbox } from "../ui/checkbox";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { closingControlId } from "./closing-form";
import { chosenRecipients } from "./recipient-form";
import type { RecipientForm } from "./recipient-form";
import type { StepProps } from "./why-step";
import { YesNo } from "./yes-no";

/** What the letter tells each holder about a report on them: asked of every one, since each is owed their own (FCRA 615). */
export function RecipientFields({ context, form, change, errorOf }: StepProps) {
  const set = (entityId: string, part: Partial<RecipientForm>) => change({ recipients: form.recipients.map((one) => (one.entityId === entityId ? { ...one, ...part } : one)) });
  const chosen = chosenRecipients(form.recipients, form.recipientEntityId);
  return form.recipients.map((recipient) => {
    const { entityId } = recipient;
    const name = context.holders.find((holder) => holder.entityId === entityId)?.name ?? entityId;
    const at = chosen.findIndex((one) => one.entityId === entityId);
    return <OneRecipient key={entityId} recipient={recipient} name={name} isPrimary={entityId === form.recipientEntityId} path={at < 0 ? `notice.holders.${entityId}` : `notice.recipients[${at}]`} change={(part) => set(entityId, part)} errorOf={errorOf} />;
  });
}

type OneRecipientProps = { recipient: RecipientForm; name: string; isPrimary: boolean; path: string; change: (part: Partial<RecipientForm>) => void; errorOf: StepProps["errorOf"] };

function OneRecipient(props: OneRecipientProps) {
  const { recipient, name, isPrimary, path, change, errorOf } = props;
  return (
    <fieldset className="space-y-3 rounded border border-line px-3 py-2">
      <legend className="px-1 font-medium">{name}{isPrimary ? ", primary" : ""}</legend>
      <YesNo legend={`Was a consumer report about ${name} used, in whole or in part?`} id={closingControlId(`${path}.report`)} error={errorOf(`${path}.report`)} value={recipient.usedReport} onChange={(usedReport) => change({ usedReport })} />
      {recipient.usedReport ? <ReportFields {...props} /> : null}
      <Checkbox checked={recipient.otherInformation} onCheckedChange={(otherInformation) => change({ otherInformation })} label="Information of a third party that is no bureau was used" hint="The letter gives the right to ask for its nature, FCRA 615(b)(1)." />
      {isPrimary || recipient.usedReport || recipient.otherInformation ? null : <Checkbox checked={recipient.alsoSend} onCheckedChange={(alsoSend) => change({ alsoSend })} label={`Send it to ${name} as well`} />}
    </fieldset>
  );
}

function ReportFields({ recipient, path, change, errorOf }: OneRecipientProps) {
  const field = (name: string) => ({ id: closingControlId(`${path}.report.${name}`), error: errorOf(`${path}.report.${name}`), required: true });
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField label="Bureau" {...field("bureau")} maxLength={120} value={recipient.bureau} onChange={(event) => change({ bureau: event.target.value })} />
        <TextField label="Its telephone number" hint="Toll-free, where it is nationwide." {...field("phone")} maxLength={60} value={recipient.phone} onChange={(event) => change({ phone: event.target.value })} />
      </div>
      <TextField label="Its address" {...field("address")} maxLength={300} value={recipient.address} onChange={(event) => change({ address: event.target.value })} />
      <YesNo legend="Was a credit score used?" {...field("score")} value={recipient.usedScore} onChange={(usedScore) => change({ usedScore })} />
      {recipient.usedScore ? (
        <>
          <div className="grid gap-3 sm:grid-cols-3">
            <TextField label="Score" inputMode="numeric" {...field("score.value")} value={recipient.score} onChange={(event) => change({ score: event.target.value })} />
            <TextField label="Lowest possible" inputMode="numeric" {...field("score.lowest")} value={recipient.lowest} onChange={(event) => change({ lowest: event.target.value })} />
            <TextField label="Highest possible" inputMode="numeric" {...field("score.highest")} value={recipient.highest} onChange={(event) => change({ highest: event.target.value })} />
          </div>
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField label="Created on" placeholder="20 Nov 2026" {...field("score.on")} value={recipient.scoreOn} onChange={(event) => change({ scoreOn: event.target.value })} />
            <TextField label="Provided by" {...field("score.source")} maxLength={120} value={recipient.source} onChange={(event) => change({ source: event.target.value })} />
          </div>
          <TextArea label="Key factors, each on a line" rows={4} hint={`Up to four; five where inquiries are one of them. ${confidentialHint}`} {...field("score.factors")} value={recipient.factors} onChange={(event) => change({ factors: event.target.value })} />
          <p className="text-xs text-text-3">The score stays in this record and is never sent to Lead.</p>
        </>
      ) : null}
    </>
  );
}
