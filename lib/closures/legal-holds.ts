import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import { accountId } from "../lead/ids";

const recordId = z.uuid().transform((id) => id.toLowerCase());

export const placeLegalHoldInput = z.strictObject({ recordId, accountId, reason: operatorText() });
export const liftLegalHoldInput = z.strictObject({ recordId, accountId, holdId: z.uuid().transform((id) => id.toLowerCase()), reason: operatorText() });
export const readNumbersAgainInput = z.strictObject({ recordId, accountId });
