import type { Answer, Call } from "../http/operation";
import { invalid, transitionRefused } from "../http/refusal";
import { shaped } from "../http/shape";
import type { AccountBody } from "../store/records";
import type { Switches } from "../switches";
import { closeSchema, deactivateSchema } from "./account-schema";
import { accountOfPath, changed, requireAccountId } from "./read-account";

/** Statuses that each verb starts from (FACTS 5.7). */
const FROM = {
  activated: (switches: Switches) => (switches.closedAccounts === "correctable" ? ["inactive", "closed"] : ["inactive"]),
  deactivated: () => ["active"],
  closed: () => ["active", "inactive"],
} satisfies Record<string, (switches: Switches) => string[]>;

function requireFrom(participle: keyof typeof FROM, account: AccountBody, switches: Switches): void {
  if (!FROM[participle](switches).includes(account.status)) throw transitionRefused(participle);
}

export function activateAccount(call: Call): Answer {
  const record = accountOfPath(call);
  requireFrom("activated", record.account, call.switches);
  const { closed_at, ...details } = record.account.details;
  const kept = closed_at !== undefined && call.switches.closedAtOnReopening === "keep" ? { closed_at } : {};
  return changed(call, record, {
    ...record.account, status: "active", status_reason: "active", details: { ...details, ...kept },
  });
}

export function deactivateAccount(call: Call): Answer {
  requireAccountId(call);
  const { status_reason } = shaped(deactivateSchema, call.body);
  const record = accountOfPath(call);
  requireFrom("deactivated", record.account, call.switches);
  return changed(call, record, { ...record.account, status: "inactive", status_reason });
}

/** `client_closed` needs the adverse action notice on the account already: /close cannot carry it (FACTS 5.7). */
export function closeAccount(call: Call): Answer {
  requireAccountId(call);
  const { status_reason } = shaped(closeSchema, call.body);
  const record = accountOfPath(call);
  const { account } = record;
  requireFrom("closed", account, call.switches);
  if (status_reason === "client_closed" && account.details.adverse_action_notice === undefined) {
    const sentence = "adverse_action_notice is required when status_reason is client_closed";
    throw invalid([{ at: "details.adverse_action_notice", sentence }]);
  }
  const details = { ...account.details, closed_at: call.now };
  return changed(call, record, { ...account, status: "closed", status_reason, details });
}
