import { z } from "zod";
import { relationshipTypes } from "../lead/enums";
import { accountId, entityId } from "../lead/ids";
import { requestTimestamp } from "../lead/request-parts";
import { createAccountRequest, maxEntitiesPerRelationshipType, patchAccountRequest } from "../lead/requests";
import type { FieldProblem } from "../result";
import { inactiveReasons } from "./account-status";
import { adverseActionShape } from "./adverse-action";
import { holdDaysConflict, holdDaysShape } from "./hold-days";
import type { HoldDays } from "./hold-days";
import { operatorText } from "./operator-text";

/** Exactly the body of POST /v0/accounts. What goes with what is `openAccountProblems`. */
export const openAccountInput = createAccountRequest;
export type OpenAccountInput = z.infer<typeof openAccountInput>;

/** Why terms change; kept with the command and never sent to Lead. */
export const changeStatement = z.strictObject({
  reason: operatorText(),
  /** Asked where a limit is lowered, or `available_credit` falls because of a decision. */
  ...adverseActionShape,
  /** With open SCRA dates: what the cut rests on apart from them (50 USC 3919). */
  scraReason: operatorText().optional(),
  /** Lower `available_credit` as a decision, and not because it was spent. */
  availableCreditIsRestricted: z.boolean().optional(),
});
export type ChangeStatement = z.infer<typeof changeStatement>;

/** `changes` is the body of PATCH; which of them need a `statement` is `updateAccountProblems`. */
export const updateAccountInput = z.strictObject({
  accountId,
  changes: patchAccountRequest,
  statement: changeStatement.optional(),
});
export type UpdateAccountInput = z.infer<typeof updateAccountInput>;

export const addRelationshipsInput = z.strictObject({
  accountId,
  relationshipType: z.enum(relationshipTypes),
  entityIds: z
    .array(entityId)
    .min(1, "Add at least one person or business.")
    .max(maxEntitiesPerRelationshipType, `At most ${maxEntitiesPerRelationshipType} at a time.`)
    .refine((ids) => new Set(ids).size === ids.length, "Each entity once."),
  reason: operatorText(),
});
export type AddRelationshipsInput = z.infer<typeof addRelationshipsInput>;

/** The most pieces of evidence that one removal cites. */
export const maxEvidencePerRemoval = 20;

/**
 * `evidence`: ids of evidence of this account, on which a holder is removed; whether they count is the server's to say.
 * `deceasedCase`: the open case whose last step this is.
 */
export const removeRelationshipInput = z
  .strictObject({
    accountId,
    entityId,
    relationshipType: z.enum(relationshipTypes),
    reason: operatorText(),
    evidence: z
      .array(z.uuid().transform((id) => id.toLowerCase()))
      .max(maxEvidencePerRemoval, `At most ${maxEvidencePerRemoval} pieces of evidence.`)
      .refine((ids) => new Set(ids).size === ids.length, "Each piece of evidence once.")
      .optional(),
    deceasedCase: z.uuid().transform((id) => id.toLowerCase()).optional(),
  })
  .superRefine(({ relationshipType, evidence, deceasedCase }, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", path: ["evidence"], message });
    if (relationshipType !== "account_holder" && deceasedCase !== undefined) context.addIssue({ code: "custom", path: ["deceasedCase"], message: "Only a holder is removed by such a case." });
    if (relationshipType === "account_holder" && !evidence?.length) refuse("A holder is removed on evidence: choose at least one piece.");
    if (relationshipType !== "account_holder" && evidence !== undefined) refuse("Only the removal of a holder goes with evidence.");
  });
export type RemoveRelationshipInput = z.infer<typeof removeRelationshipInput>;

/** Our own blocks on an account; several at a time, unlike Lead's one reason. */
export const holdTypes = ["court-or-levy", "sanctions", "fraud", "deceased", "dispute", "returned-mail", "other"] as const;
export type HoldType = (typeof holdTypes)[number];

export const holdTypeWords: Record<HoldType, string> = {
  "court-or-levy": "Court order or levy",
  sanctions: "Sanctions",
  fraud: "Fraud",
  deceased: "Holder deceased",
  dispute: "Dispute",
  "returned-mail": "Returned mail",
  other: "Other",
};

/** Whether a hold of this kind rests on something that is served on the program: an order, a levy, an adverse claim. */
export const holdIsServed: Record<HoldType, boolean> = {
  "court-or-levy": true,
  sanctions: false,
  fraud: false,
  deceased: false,
  dispute: true,
  "returned-mail": false,
  other: true,
};

/** What the day on which it is placed has to say of its own days: `holdDayProblems`. */
const holdShape = { type: z.enum(holdTypes), reference: operatorText(200, "Enter the reference.").optional(), ...holdDaysShape };

function holdDaysAgree(hold: HoldDays & { type: HoldType }, context: z.RefinementCtx): void {
  const refuse = ({ path, message }: FieldProblem) => context.addIssue({ code: "custom", path: [path], message });
  if (hold.servedOn !== undefined && !holdIsServed[hold.type]) refuse({ path: "servedOn", message: "Nothing is served where a hold is of this kind." });
  const conflict = holdDaysConflict(hold);
  if (conflict) refuse(conflict);
}

const deactivateShape = {
  reason: z.enum(inactiveReasons),
  note: operatorText().optional(),
  supportMayLift: z.boolean().optional(),
  /** Asked where the account has credit: `deactivateProblems`. */
  ...adverseActionShape,
  hold: z.strictObject(holdShape).superRefine(holdDaysAgree).optional(),
};

const deactivateTermsShape = z.strictObject(deactivateShape);

/** A frozen account keeps a hold; `other` says in the note why; only `other` may be lifted by support. */
function goTogether(input: z.infer<typeof deactivateTermsShape>, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (input.reason === "frozen" && !input.hold) refuse("hold", "A frozen account needs a hold: say which kind.");
  if (input.reason !== "frozen" && input.hold) refuse("hold", "Only freezing places a hold.");
  if (input.reason === "other" && !input.note) refuse("note", "Say why: Lead's reason “other” tells nothing.");
  if (input.reason !== "other" && input.supportMayLift) refuse("supportMayLift", "Support may lift only what is inactive for another reason.");
}

export const deactivateInput = z.strictObject({ accountId, ...deactivateShape }).superRefine(goTogether);
/** The same, said of many accounts at once. */
export const deactivateTerms = deactivateTermsShape.superRefine(goTogether);
export type DeactivateTerms = z.infer<typeof deactivateTerms>;
export type DeactivateInput = z.infer<typeof deactivateInput>;

export const contactChannels = ["phone", "chat", "email", "in-person", "post"] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const contactChannelWords: Record<ContactChannel, string> = {
  phone: "Phone",
  chat: "Chat",
  email: "Email",
  "in-person": "In person",
  post: "Post",
};

export const verificationMethods = ["security-questions", "one-time-code", "call-back", "signed-in", "identity-document"] as const;
export type VerificationMethod = (typeof verificationMethods)[number];

export const verificationMethodWords: Record<VerificationMethod, string> = {
  "security-questions": "Security questions",
  "one-time-code": "One-time code",
  "call-back": "Call back to a known number",
  "signed-in": "Signed in to the app",
  "identity-document": "Identity document",
};

/** The contact with the owner that ends a dormancy. `at` is not in the future: `activateProblems`. */
export const ownerContact = z.strictObject({
  holderEntityId: entityId.optional(),
  verifiedBy: z.enum(verificationMethods),
  channel: z.enum(contactChannels),
  at: requestTimestamp,
});

/** `contact` is required for a dormant account and for support; lifting a freeze may have none: `activateProblems`. */
export const activateInput = z.strictObject({ accountId, contact: ownerContact.optional(), note: operatorText().optional() });
export type ActivateInput = z.infer<typeof activateInput>;
/** The same, said of many accounts at once: each was contacted by a holder of its own. */
export const activateTerms = z.strictObject({ contact: ownerContact.omit({ holderEntityId: true }).optional(), note: operatorText().optional() });
export type ActivateTerms = z.infer<typeof activateTerms>;

export const placeHoldInput = z.strictObject({ accountId, ...holdShape, note: operatorText().optional() }).superRefine(holdDaysAgree);
export type PlaceHoldInput = z.infer<typeof placeHoldInput>;

export const releaseHoldInput = z.strictObject({ accountId, holdId: z.uuid(), reason: operatorText() });

/** `complianceOnly`: for compliance and auditors; only compliance may say so. */
export const addNoteInput = z.strictObject({ accountId, text: operatorText(4000), complianceOnly: z.literal(true).optional() });
export type AddNoteInput = z.infer<typeof addNoteInput>;

/** How a command that needs a person is ended. `enter-id` is for an opening whose account was found at Lead. */
export const settlements = ["enter-id", "resend", "settle-as-done", "settle-as-refused"] as const;
/** `confirmedDifferences`: the paths at which the account that was found is not as it was asked for, as the person was shown them. */
export const settleCommandInput = z
  .strictObject({
    commandId: z.uuid(), how: z.enum(settlements), accountId: accountId.optional(), reason: operatorText(),
    confirmedDifferences: z.array(z.string().max(200)).max(100).optional(),
  })
  .refine((input) => (input.how === "enter-id") === (input.accountId !== undefined), {
    path: ["accountId"],
    message: "An account id goes with entering the id that was found, and only with it.",
  });
export type SettleCommandInput = z.infer<typeof settleCommandInput>;

/** `["details", "documents", 0, "type"]` as Lead writes a path: `details.documents[0].type`. */
export function leadPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    "",
  );
}

/** What zod refused, as problems of fields. An unknown key is named by its own path. */
export function fieldProblemsOf(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: leadPath([...issue.path, key]), message: "Lead does not take this field here." }))
      : [{ path: leadPath(issue.path), message: issue.message }],
  );
}
