import type { LeadAddress, LeadCallerFacts } from "../lead/caller-facts";
import { maskTail } from "../format";

/** One thing that a caller can be asked for; `value` never leaves the server but by a reveal. */
export type CallerFact = { key: string; label: string; masked: string; value: string };
/** As the screen gets it. */
export type MaskedFact = Omit<CallerFact, "value">;
export type CallerFacts = { entityId: string; facts: MaskedFact[] };
export type RevealedFact = { value: string };

const hidden = "••••";

/** The first letter and the ending of the domain; of a short one nothing is left to guess from. */
export function maskEmail(email: string): string {
  const [name = "", domain = ""] = email.split("@");
  const ending = domain.includes(".") ? domain.slice(domain.lastIndexOf(".")) : "";
  return `${name.length > 2 ? name.slice(0, 1) : ""}${hidden}@${hidden}${ending}`;
}

/** Its city is left; the street and the number are what is asked for. */
function maskAddress({ city, state }: LeadAddress): string {
  return [hidden, city, state].filter(Boolean).join(", ");
}

function addressText({ line_1, line_2, city, state, postal_code, country }: LeadAddress): string {
  return [line_1, line_2, [city, state, postal_code].filter(Boolean).join(" "), country].filter(Boolean).join(", ");
}

/** What Lead holds of someone that a caller may be asked for, in Lead's order. */
export function callerFacts(entity: LeadCallerFacts): CallerFact[] {
  const details = entity.individual_details ?? entity.business_details;
  const methods = (details?.contact_methods ?? []).flatMap(({ email, phone_number: phone }, index): CallerFact[] => {
    if (email) return [{ key: `contact-${index}`, label: "Email", masked: maskEmail(email), value: email }];
    return phone ? [{ key: `contact-${index}`, label: "Phone", masked: maskTail(phone.replaceAll(/\D/g, "")), value: phone }] : [];
  });
  const { physical_address: home, mailing_address: mailing } = details?.address_details ?? {};
  return [
    ...methods,
    ...(home ? [{ key: "address", label: "Address", masked: maskAddress(home), value: addressText(home) }] : []),
    ...(mailing ? [{ key: "mailing-address", label: "Mailing address", masked: maskAddress(mailing), value: addressText(mailing) }] : []),
  ];
}
