import type { ActivityQuery } from "./activity-query";
import { serializeActivityQuery } from "./activity-query";
import type { DirectoryQuery } from "./directory-query";
import { serializeDirectoryQuery } from "./directory-query";

/** The browser's cache keys; a key begins with what one invalidates it by: the program, then the account. */
export const queryKeys = {
  program: (program: string) => [program] as const,
  accounts: (program: string, query: DirectoryQuery) => [program, "accounts", serializeDirectoryQuery(query)] as const,
  accountCounts: (program: string, query: DirectoryQuery) => [program, "accounts", "counts", serializeDirectoryQuery(query)] as const,
  allAccounts: (program: string) => [program, "accounts"] as const,
  account: (program: string, accountId: string) => [program, "account", accountId] as const,
  accountDetail: (program: string, accountId: string) => [program, "account", accountId, "detail"] as const,
  accountPeek: (program: string, accountId: string) => [program, "account", accountId, "peek"] as const,
  accountLive: (program: string, accountId: string) => [program, "account", accountId, "live"] as const,
  accountNumbers: (program: string, accountId: string) => [program, "account", accountId, "account-numbers"] as const,
  callerFacts: (program: string, accountId: string) => [program, "account", accountId, "caller"] as const,
  accountTimeline: (program: string, accountId: string) => [program, "account", accountId, "timeline"] as const,
  evidence: (program: string, accountId: string, subject: string) => [program, "account", accountId, "evidence", subject] as const,
  activity: (program: string, query: ActivityQuery) => [program, "activity", serializeActivityQuery(query)] as const,
  railCounts: (program: string) => [program, "rail-counts"] as const,
  trail: (program: string) => [program, "trail"] as const,
  myWork: (program: string) => [program, "my-work"] as const,
  workQueue: (program: string, only: string | null) => [program, "work-queue", only] as const,
  command: (program: string, commandId: string) => [program, "command", commandId] as const,
  import: (program: string, importId: string) => [program, "imports", importId] as const,
  bulk: (program: string) => [program, "bulk"] as const,
  bulkRun: (program: string, runId: string) => [program, "bulk", runId] as const,
  agreementRun: (program: string, runId: string) => [program, "agreement", runId] as const,
  settings: (program: string) => [program, "settings"] as const,
  calls: (program: string, accountId: string | null) => [program, "calls", accountId] as const,
};
