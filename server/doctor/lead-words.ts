import "server-only";
import type { LeadProblem } from "@/lib/lead/problem";
import type { NoAnswerReason } from "../lead/lead-error";
import { wrong } from "./finding";

const reasonWords: Record<NoAnswerReason, string> = {
  "not-reached": "no connection could be made",
  timeout: "no answer in time",
  "connection-lost": "the connection was lost",
  "rate-limited": "too many requests",
  conflict: "the request conflicts with another",
  "server-error": "an error at the other end",
  "malformed-answer": "the answer is not one of Lead's",
  "no-access": "access was refused",
  canceled: "it was stopped",
};

export function describeNoAnswer({ reason, problem }: { reason: NoAnswerReason; problem?: LeadProblem }): string {
  return problem === undefined ? reasonWords[reason] : `${reasonWords[reason]} (${describeProblem(problem)})`;
}

/** Lead's own words, in one line. */
export function describeProblem({ status, code, title, detail }: LeadProblem): string {
  return [`HTTP ${status}`, code, title, detail].filter(Boolean).join(", ").replace(/\.$/, "");
}

/** The optional allowlist of addresses (FACTS 1). */
export function isAddressRefused({ status, code }: LeadProblem): boolean {
  return status === 403 && code === "source_ip_not_allowed";
}

export const addressRefused = wrong(
  "Lead refuses this machine's address (source_ip_not_allowed).",
  "Give Lead the address that requests leave from, for the program's allowlist.",
);
