"use client";

import type { Ref } from "react";
import type { AccountDetail } from "@/lib/account-views";
import { contactChannels, contactChannelWords, verificationMethods, verificationMethodWords, type ContactChannel, type VerificationMethod } from "@/lib/accounts/command-inputs";
import { parseZonedTime, zonedTimeText } from "@/lib/fields/zoned-time";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";
import { ZoneSuffix } from "../fields/zone-suffix";

export type ContactTyped = { hasContact: boolean; holder: string | null; verifiedBy: VerificationMethod | null; channel: ContactChannel; /** Empty: now. */ at: string; /** What `at` was filled with when one came to it; not typed by anybody. */ offeredAt: string; note: string };

const labels: Record<string, string> = { contact: "Contact", "contact.holderEntityId": "Who", "contact.verifiedBy": "Verified by", "contact.channel": "Channel", "contact.at": "When", note: "Note" };
export const activateLabelOf = (path: string) => labels[path] ?? path;
export const activateControlOf = (path: string) => `activate-${(path === "contact" ? "contact.verifiedBy" : path).replaceAll(".", "-")}`;

/** What was typed, as the command takes it, but for the account. */
export function activateTermsOf({ hasContact, holder, verifiedBy, channel, at, note }: ContactTyped, zone: string) {
  const when = at.trim() === "" ? { ok: true as const, value: new Date().toISOString() } : parseZonedTime(at, zone);
  const contact = { holderEntityId: holder ?? undefined, verifiedBy: verifiedBy ?? undefined, channel, at: when.ok ? when.value : at };
  return { contact: hasContact ? contact : undefined, note: note.trim() === "" ? undefined : note };
}

type ContactFieldsProps = {
  typed: ContactTyped;
  change: (part: Partial<ContactTyped>) => void;
  /** Left out where each account of many has its own. */
  holders?: AccountDetail["relationships"];
  zone: string;
  errorOf: (path: string) => string | undefined;
  verifiedBy?: Ref<HTMLButtonElement>;
};

/** How a holder made contact, and when. */
export function ContactFields({ typed, change, holders, zone, errorOf, verifiedBy }: ContactFieldsProps) {
  return (
    <div className="grid gap-x-3 gap-y-3 sm:grid-cols-2">
      {holders ? (
        <Select<string>
          id={activateControlOf("contact.holderEntityId")}
          label="Who"
          options={holders.map(({ entityId, name }) => ({ value: entityId, label: name ?? entityId }))}
          value={typed.holder}
          onValueChange={(holder) => change({ holder })}
          placeholder="Which holder"
          error={errorOf("contact.holderEntityId")}
        />
      ) : null}
      <Select<VerificationMethod>
        ref={verifiedBy}
        id={activateControlOf("contact.verifiedBy")}
        label="Verified by"
        required
        options={verificationMethods.map((value) => ({ value, label: verificationMethodWords[value] }))}
        value={typed.verifiedBy}
        onValueChange={(verifiedBy) => change({ verifiedBy })}
        error={errorOf("contact.verifiedBy") ? "Choose how the holder was verified." : errorOf("contact")}
      />
      <Select<ContactChannel>
        id={activateControlOf("contact.channel")}
        label="Channel"
        options={contactChannels.map((value) => ({ value, label: contactChannelWords[value] }))}
        value={typed.channel}
        onValueChange={(channel) => change({ channel })}
      />
      <TextField
        id={activateControlOf("contact.at")}
        label="When"
        value={typed.at}
        onChange={(event) => change({ at: event.target.value })}
        onFocus={() => {
          const now = zonedTimeText(new Date().toISOString(), zone).slice(0, 16);
          if (typed.at === "") change({ at: now, offeredAt: now });
        }}
        placeholder="Now"
        suffix={<ZoneSuffix zone={zone} />}
        error={activateWordsOf("contact.at", typed.at) && errorOf("contact.at") ? activateWordsOf("contact.at", typed.at) : errorOf("contact.at")}
      />
    </div>
  );
}

/** Our words for what a schema says of a choice or a time that was not made. */
export function activateWordsOf(path: string, at: string): string | undefined {
  if (path === "contact.verifiedBy") return "Choose how the holder was verified.";
  if (path !== "contact.at" || at.trim() === "") return undefined;
  const read = parseZonedTime(at, "UTC");
  return read.ok ? undefined : read.message;
}
