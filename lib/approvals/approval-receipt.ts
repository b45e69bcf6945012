import type { CommandName, CommandReceipt } from "../command";
import type { Problem } from "../result";
import { approvalStateRows } from "./approvals";
import type { ApprovalState } from "./approvals";

/** The columns of a request that its receipt shows. */
export type ApprovalColumns = {
  id: string;
  name: CommandName;
  accountId: string | null;
  processId: string | null;
  state: ApprovalState;
  approverName: string | null;
  comment: string | null;
  problem: Problem | null;
  askedAt: Date;
  endedAt: Date | null;
};

/** How a command stands that another person has to approve first; once it is carried out, the command itself says so. */
export function approvalReceipt(row: ApprovalColumns): CommandReceipt {
  const open = row.endedAt === null;
  return {
    commandId: row.id,
    name: row.name,
    status: open ? "awaits-approval" : "rejected",
    accountId: row.accountId,
    processId: row.processId,
    askedAt: row.askedAt.toISOString(),
    settledAt: row.endedAt?.toISOString() ?? null,
    problem: open ? null : endedProblem(row),
    surprises: [],
  };
}

const askAnew = "Look at the account as it is now, and ask anew.";

/** What became of a request that was not carried out, for who asked. */
export function endedProblem({ state, approverName, comment, problem }: Pick<ApprovalColumns, "state" | "approverName" | "comment" | "problem">): Problem {
  const saved = "Nothing was sent.";
  if (state === "declined") return { kind: "not-possible-now", title: `${approverName ?? "Another person"} declined it${comment ? `: ${comment}` : "."}`, saved };
  if (state === "expired") return { kind: "not-possible-now", title: "Nobody decided on it in time.", saved, next: askAnew };
  if (state === "withdrawn") return { kind: "not-possible-now", title: "It was withdrawn.", saved };
  return { ...problem, kind: "not-possible-now", title: problem?.title ?? `${approvalStateRows[state].label}.`, saved, next: askAnew };
}
