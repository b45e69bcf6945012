import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import { isPersonalDetail, mayBeAccountNumber } from "../directory-query";
import type { Role } from "../permissions";
import type { ReadyView } from "./ready-views";
import { canonicalViewText } from "./view-text";

export const longestViewName = 60;
/** A person's own and those they share, in one program. */
export const mostViews = 50;

const longestViewText = 16_000;
const personal = "Name the list, not a person: no email address, telephone, tax or account number.";

/** What a person saves; `version`: of the view as they saw it, 0 for a new one. */
export const viewInput = z.strictObject({
  name: operatorText(longestViewName, "Enter a name.")
    .refine((name) => !isPersonalDetail(name) && !mayBeAccountNumber(name), personal)
    .refine((name) => !/\p{Cc}/u.test(name), "Leave out line breaks and control characters."),
  text: z.string().max(longestViewText).transform(canonicalViewText),
  shared: z.boolean(),
  version: z.int().min(0),
});
export type ViewInput = z.input<typeof viewInput>;

export type SavedView = ReadyView & {
  id: string;
  shared: boolean;
  /** Who saved it, by name; null: the person who asks. */
  owner: string | null;
  version: number;
};

/** The views that a person may open. */
export type OfferedViews = {
  roles: readonly Role[];
  saved: readonly SavedView[];
  mayShare: boolean;
  /** The program's business date, YYYY-MM-DD: what "this month" is. */
  today: string;
};

/** A shared view is everybody's who may share; a personal one its owner's. */
export function mayChangeView({ shared }: Pick<SavedView, "shared">, { mayShare }: Pick<OfferedViews, "mayShare">): boolean {
  return mayShare || !shared;
}
