"use client";

import type { RelatedEntityView } from "@/lib/account-views";
import { contactChannels, contactChannelWords, verificationMethods, verificationMethodWords, type ContactChannel, type VerificationMethod } from "@/lib/accounts/command-inputs";
import { activateControlOf } from "../commands/activate-fields";
import { RadioCards } from "../ui/radio-cards";
import { Select } from "../ui/select";

/** Who called and how that was made sure; the time of the call is now. */
export type CallerTyped = { holder: string | null; verifiedBy: VerificationMethod | null; channel: ContactChannel; text: string };

/** The only holder is chosen already. */
export function callerAtFirst(holders: readonly RelatedEntityView[]): CallerTyped {
  return { holder: holders.length === 1 ? (holders[0]?.entityId ?? null) : null, verifiedBy: null, channel: "phone", text: "" };
}

export function contactOf({ holder, verifiedBy, channel }: CallerTyped) {
  return { holderEntityId: holder ?? undefined, verifiedBy: verifiedBy ?? undefined, channel, at: new Date().toISOString() };
}

/** What is said of a choice that was not made. */
export function callerWordsOf(path: string): string | undefined {
  if (path === "contact.holderEntityId") return "Choose who calls.";
  return path.startsWith("contact") ? "Choose how the caller was verified." : undefined;
}

type CallerFieldsProps = { typed: CallerTyped; change: (part: Partial<CallerTyped>) => void; holders: readonly RelatedEntityView[]; errorOf: (path: string) => string | undefined; verifiedRequired: boolean };

/** Choices in a row each, so that one arrow key makes one. */
export function CallerFields({ typed, change, holders, errorOf, verifiedRequired }: CallerFieldsProps) {
  const verifyError = errorOf("contact.verifiedBy") ?? errorOf("contact");
  return (
    <div className="space-y-2">
      {holders.length > 1 ? (
        <RadioCards<string>
          id={activateControlOf("contact.holderEntityId")}
          legend="Who calls"
          options={holders.map(({ entityId, name }) => ({ value: entityId, title: name ?? entityId }))}
          value={typed.holder}
          onValueChange={(holder) => change({ holder })}
          error={errorOf("contact.holderEntityId")}
        />
      ) : null}
      <RadioCards<VerificationMethod>
        id={activateControlOf("contact.verifiedBy")}
        legend="Verified by"
        required={verifiedRequired}
        options={verificationMethods.map((value) => ({ value, title: verificationMethodWords[value] }))}
        value={typed.verifiedBy}
        onValueChange={(verifiedBy) => change({ verifiedBy })}
        error={verifyError}
      />
      <Select<ContactChannel>
        id={activateControlOf("contact.channel")}
        className="max-w-56"
        label="Channel"
        options={contactChannels.map((value) => ({ value, label: contactChannelWords[value] }))}
        value={typed.channel}
        onValueChange={(channel) => change({ channel })}
      />
    </div>
  );
}
