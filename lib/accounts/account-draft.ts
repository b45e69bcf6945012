import { z } from "zod";
import { accountFormShape } from "./account-form";
import { changeStatementDraft } from "./statement-form";

/** The forms whose drafts are kept, each by the permission that the form itself needs. */
export const draftForms = ["open-account", "update-account"] as const;
export type DraftForm = (typeof draftForms)[number];

/** What is kept while someone types. The command id is kept with it, so that sending again after a reload is the same intent. */
export const accountDraft = z.object({
  form: accountFormShape,
  statement: changeStatementDraft.optional(),
  /** The zone in which the times in it were typed. */
  zone: z.string().max(64),
  commandId: z.uuid(),
  /** Whether it was ever sent: then what became of it is asked first. */
  isSent: z.boolean().default(false),
});
export type AccountDraft = z.infer<typeof accountDraft>;

/** As it comes back: when it was saved, ISO 8601. */
export const savedDraft = z.object({ content: accountDraft, savedAt: z.string() });
export type SavedDraft = z.infer<typeof savedDraft>;
