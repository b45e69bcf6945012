import type { FieldProblem } from "../result";
import type { RelationshipType } from "../lead/enums";
import { documentProblems, type DocumentBody } from "./account-documents";
import { noticeProblems, type NoticeBody } from "./adverse-action-notice";
import { capabilityWords, isUnderwritten } from "./capabilities";
import { creditGroupProblems, creditWarnings, missingCreditTerms, type CreditBody } from "./credit-terms";
import type { ApplicationFacts, KnownEntities } from "./entity-facts";
import { holderTypeOfAll, mixedHolders, relationshipRows, roleListProblems } from "./entity-relationships";
import { metadataProblems } from "./metadata-rows";

/** What is known beside the input. What is absent is not judged: Lead has the last word. */
export type OpeningKnown = {
  /** ISO 8601. */
  now: string;
  supportedCapabilities?: readonly string[];
  entities?: KnownEntities;
  /** `null`: Lead knows no such application. */
  application?: ApplicationFacts | null;
};

/** An opening while it is still being typed: the shape of `OpenAccountInput`, and everything may be missing. */
export type OpeningDraft = {
  capabilities?: readonly string[];
  entities?: { account_holders?: readonly string[]; authorized_signers?: readonly string[]; authorized_users?: readonly string[] };
  details?: { product_name?: string; credit?: CreditBody; adverse_action_notice?: NoticeBody };
  documents?: readonly DocumentBody[];
  application_id?: string;
  metadata?: Readonly<Record<string, string>>;
};

export function capabilityProblems(held: readonly string[], supported: readonly string[] | undefined): FieldProblem[] {
  if (held.length === 0) return [{ path: "capabilities", message: "Choose what the account can do." }];
  const refused = held.filter((capability) => supported && !supported.includes(capability));
  return refused.map((capability) => ({ path: "capabilities", message: `This program does not offer ${capabilityWords(capability)}. Partner Solutions at Lead can add it.` }));
}

function peopleProblems(input: OpeningDraft, known: OpeningKnown): FieldProblem[] {
  const entities = known.entities ?? {};
  const people = input.entities ?? {};
  const lists = (Object.keys(relationshipRows) as RelationshipType[]).flatMap((type) => {
    const { listPath } = relationshipRows[type];
    return roleListProblems(type, people[listPath] ?? [], entities, `entities.${listPath}`);
  });
  const holders = people.account_holders ?? [];
  if (holders.length === 0) return [{ path: "entities.account_holders", message: "Add at least one account holder." }, ...lists];
  const made = holderTypeOfAll(holders, entities);
  if (made === "mixed") return [{ path: "entities.account_holders", message: mixedHolders }, ...lists];
  const signers = people.authorized_signers ?? [];
  if (made !== "commercial" || signers.length > 0) return lists;
  return [...lists, { path: "entities.authorized_signers", message: "A commercial account needs at least one authorized signer." }];
}

/** An application must be approved, of the same holder type, and share a holder (FACTS 5.2, 5.4). */
export function applicationProblems(
  applicationId: string | undefined,
  holders: readonly string[],
  holderType: string | undefined,
  application: ApplicationFacts | null | undefined,
): FieldProblem[] {
  const path = "application_id";
  if (!applicationId) return [{ path, message: "Underwritten credit needs the id of an approved application." }];
  if (application === null) return [{ path, message: "Lead knows no application with this id." }];
  if (!application || application.id !== applicationId) return [];
  if (application.status !== "approved") return [{ path, message: `The application is ${application.status ?? "without a status"}; only an approved one opens an account.` }];
  if (holderType && application.holderType && holderType !== application.holderType) {
    return [{ path, message: `The application is ${application.holderType}, the holders make this account ${holderType}.` }];
  }
  const shared = application.holderIds.length === 0 || holders.length === 0 || holders.some((id) => application.holderIds.includes(id));
  return shared ? [] : [{ path, message: "None of the holders is on the application." }];
}

function creditProblems(input: OpeningDraft, known: OpeningKnown): FieldProblem[] {
  const credit = input.details?.credit;
  if (!isUnderwritten(input.capabilities ?? [])) {
    const surplus = (path: string) => ({ path, message: "Goes with underwritten credit only." });
    return [...(credit ? [surplus("details.credit")] : []), ...(input.application_id ? [surplus("application_id")] : [])];
  }
  const holders = input.entities?.account_holders ?? [];
  const made = holderTypeOfAll(holders, known.entities ?? {});
  return [
    ...applicationProblems(input.application_id, holders, made === "mixed" ? undefined : made, known.application),
    ...missingCreditTerms(credit ?? {}),
    ...creditGroupProblems(credit ?? {}, known.now),
  ];
}

/** Everything known to be wrong with an opening, in words, at Lead's own paths (FACTS 5.1 to 5.5). Form and server ask the same. */
export function openAccountProblems(input: OpeningDraft, known: OpeningKnown): FieldProblem[] {
  const product = input.details?.product_name ? [] : [{ path: "details.product_name", message: "Enter the product." }];
  return [
    ...capabilityProblems(input.capabilities ?? [], known.supportedCapabilities),
    ...product,
    ...peopleProblems(input, known),
    ...creditProblems(input, known),
    ...noticeProblems(input.details?.adverse_action_notice, known.now),
    ...documentProblems(input.documents ?? [], known.now),
    ...metadataProblems(input.metadata),
  ];
}

/** What may be sent and should be looked at again. */
export function openAccountWarnings(input: OpeningDraft): FieldProblem[] {
  return creditWarnings(input.details?.credit);
}
