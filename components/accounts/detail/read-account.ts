import type { AccountDetail, AccountLive, AccountNumbers, AuditPage, RevealedNumber } from "@/lib/account-views";
import type { RevealedEstate } from "@/lib/deceased/case-view";
import type { Problem, Result } from "@/lib/result";

/** A read that the console refused, with its words. */
export class ReadProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

/** What a route of the console answers. */
export async function read<T>(address: string, init: RequestInit): Promise<T> {
  const response = await fetch(address, init);
  const result = (await response.json()) as Result<T>;
  if (!result.ok) throw new ReadProblem(result.problem);
  return result.value;
}

const base = (program: string, accountId: string) => `/api/programs/${program}/accounts/${accountId}`;

export const readDetail = (program: string, accountId: string, signal: AbortSignal) => read<AccountDetail>(base(program, accountId), { signal });
export const readLive = (program: string, accountId: string, signal: AbortSignal) => read<AccountLive>(`${base(program, accountId)}/live`, { signal });
export const readNumbers = (program: string, accountId: string, signal: AbortSignal) => read<AccountNumbers>(`${base(program, accountId)}/account-numbers`, { signal });
export const revealNumber = (program: string, accountId: string, numberId: string) =>
  read<RevealedNumber>(`${base(program, accountId)}/account-numbers/${numberId}/reveal`, { method: "POST" });
export const revealEstate = (program: string, accountId: string, caseId: string) =>
  read<RevealedEstate>(`${base(program, accountId)}/deceased/${caseId}/reveal`, { method: "POST" });

export function readTimeline(program: string, accountId: string, after: string | null, signal: AbortSignal): Promise<AuditPage> {
  const search = after ? `?${new URLSearchParams({ after }).toString()}` : "";
  return read<AuditPage>(`${base(program, accountId)}/timeline${search}`, { signal });
}
