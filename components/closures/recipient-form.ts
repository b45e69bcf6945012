import { parsePlainDate } from "@/lib/fields/plain-date";

/** What a person has entered about one holder and the letter; texts as they are typed. */
export type RecipientForm = {
  entityId: string;
  /** Gets one beside the primary recipient though no report was used. */
  alsoSend: boolean;
  usedReport: boolean | null;
  bureau: string;
  address: string;
  phone: string;
  usedScore: boolean | null;
  score: string;
  lowest: string;
  highest: string;
  scoreOn: string;
  source: string;
  /** One on each line. */
  factors: string;
  otherInformation: boolean;
};

export function emptyRecipient(entityId: string): RecipientForm {
  return { entityId, alsoSend: false, usedReport: null, bureau: "", address: "", phone: "", usedScore: null, score: "", lowest: "", highest: "", scoreOn: "", source: "", factors: "", otherInformation: false };
}

const wholeNumber = (text: string): number | string => (/^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : text.trim());

function dayOf(text: string): string {
  const parsed = parsePlainDate(text);
  return parsed.ok ? parsed.value : text.trim();
}

/** Whether a holder gets a letter: the primary one, whoever a report was used about, and whom else it is sent to. */
export function isRecipient({ entityId, usedReport, otherInformation, alsoSend }: RecipientForm, primary: string | null): boolean {
  return entityId === primary || usedReport === true || otherInformation || alsoSend;
}

/** Everybody who gets one, the primary one first. */
export function chosenRecipients(forms: readonly RecipientForm[], primary: string | null): RecipientForm[] {
  return forms.filter((form) => isRecipient(form, primary)).sort((a, b) => Number(b.entityId === primary) - Number(a.entityId === primary));
}

/** As they are submitted; what is missing stays missing, for the rules to say. */
export function recipientsOf(forms: readonly RecipientForm[], primary: string | null): unknown[] {
  return chosenRecipients(forms, primary).map((form) => ({ entityId: form.entityId, report: reportOf(form), otherInformation: form.otherInformation }));
}

function reportOf({ usedReport, bureau, address, phone, ...form }: RecipientForm): unknown {
  if (usedReport !== true) return usedReport === null ? undefined : null;
  return { bureau: bureau.trim(), address: address.trim(), phone: phone.trim(), score: scoreOf(form) };
}

function scoreOf({ usedScore, score, lowest, highest, scoreOn, source, factors }: Omit<RecipientForm, "usedReport" | "bureau" | "address" | "phone">): unknown {
  if (usedScore !== true) return usedScore === null ? undefined : null;
  return {
    value: wholeNumber(score), lowest: wholeNumber(lowest), highest: wholeNumber(highest), on: dayOf(scoreOn), source: source.trim(),
    factors: factors.split("\n").map((line) => line.trim()).filter(Boolean),
  };
}
