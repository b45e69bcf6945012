import { fieldByPath } from "./accounts/account-fields";
import type { CommandName, CommandReceipt, CommandStatus } from "./command";
import type { Problem } from "./result";

/** The columns of a stored command that a receipt shows. */
export type ReceiptColumns = {
  id: string;
  name: string;
  status: CommandStatus;
  accountId: string | null;
  processId: string | null;
  askedAt: Date;
  settledAt: Date | null;
  problem: Problem | null;
  surprises: CommandReceipt["surprises"];
};

export function commandReceipt(row: ReceiptColumns): CommandReceipt {
  return {
    commandId: row.id,
    // Written by the pipeline alone, from its own table of names.
    name: row.name as CommandName,
    status: row.status,
    accountId: row.accountId,
    processId: row.processId,
    askedAt: row.askedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    problem: row.problem,
    surprises: row.surprises,
  };
}

/** A receipt for someone who may not read sensitive fields, nor why an account is restricted. */
export function maskedReceipt(receipt: CommandReceipt): CommandReceipt {
  return {
    ...receipt,
    problem: receipt.problem && maskedProblem(receipt.problem),
    surprises: receipt.surprises.filter(({ path }) => path !== "status_reason" && !fieldByPath(path)?.sensitive),
  };
}

/** What happened and what to do, without values that were compared and without Lead's own words. */
export function maskedProblem({ kind, title, saved, next, fields, commandId }: Problem): Problem {
  return { kind, title, saved, next, fields, commandId };
}
