import { z } from "zod";
import { optionalField } from "./optional-field";
import { subledgerBalanceId } from "./ids";

const text = optionalField(z.string());

/** A subledger balance. `details` depends on its structure and is passed on as it came; amounts are minor units. */
export const leadSubledgerBalance = z.looseObject({
  id: subledgerBalanceId,
  account_id: text,
  client_subledger_balance_name: text,
  currency_code: text,
  status: text,
  status_reason: text,
  type: text,
  details: optionalField(z.looseObject({})),
  created_at: text,
  updated_at: text,
});
