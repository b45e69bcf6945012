"use client";

import { useEffect, useRef, useState } from "react";
import type { RelatedEntityView } from "@/lib/account-views";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { handOverInput } from "@/lib/call-desk/handovers";
import { activateControlOf } from "../commands/activate-fields";
import { useLocalCommand } from "../commands/use-local-command";
import { Checkbox } from "../ui/checkbox";
import { TextArea } from "../ui/text-area";
import { CallForm } from "./call-form";
import { callerAtFirst, CallerFields, callerWordsOf, contactOf, type CallerTyped } from "./caller-fields";

type HandOverFormProps = { program: string; accountId: string; holders: readonly RelatedEntityView[]; /** What was chosen and written before the caller had to be handed over. */ begun: CallerTyped | null; onDone: (typed: CallerTyped, commandId: string) => void };

const labels: Record<string, string> = { wants: "What the caller wants", "contact.verifiedBy": "Verified by", "contact.holderEntityId": "Who calls" };
const wantsId = "hand-over-wants";
const controlOf = (path: string) => (path === "wants" ? wantsId : activateControlOf(path));

/** One press gives the caller to compliance, with what is known; a wish is already written. */
export function HandOverForm({ program, accountId, holders, begun, onDone }: HandOverFormProps) {
  const [typed, setTyped] = useState<CallerTyped>(() => ({ ...(begun ?? callerAtFirst(holders)), text: ["Wants the account reactivated.", begun?.text.trim()].filter(Boolean).join(" ") }));
  const [restrict, setRestrict] = useState(false);
  const send = useRef<HTMLButtonElement>(null);
  useEffect(() => send.current?.focus(), []);
  const { command, problems, send: submitInput, errorOf } = useLocalCommand({
    program, name: "hand-over", schema: handOverInput, wordsOf: ({ path }) => callerWordsOf(path), onDone: ({ commandId }) => onDone(typed, commandId),
  });
  const change = (part: Partial<CallerTyped>) => setTyped((before) => ({ ...before, ...part }));
  const onSend = () => submitInput({ accountId, wants: typed.text, ...(typed.verifiedBy === null ? {} : { contact: contactOf(typed) }), ...(restrict ? { restrict } : {}) });
  return (
    <CallForm heading="Hand over to compliance" does="hands over" command={command} problems={problems} labelOf={(path) => labels[path] ?? path} controlOf={controlOf} onSend={onSend} sendLabel="Hand over" button={send}>
      <TextArea id={wantsId} label="What the caller wants" required rows={2} maxLength={1000} hint={confidentialHint} value={typed.text} onChange={(event) => change({ text: event.target.value })} error={errorOf("wants")} />
      <CallerFields typed={typed} change={change} holders={holders} errorOf={errorOf} verifiedRequired={false} />
      <Checkbox label="Block reactivation until compliance has looked" checked={restrict} onCheckedChange={setRestrict} />
    </CallForm>
  );
}
