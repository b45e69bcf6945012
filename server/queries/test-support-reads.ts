import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { wholeDirectory } from "@/lib/directory-query";
import { commands } from "../db/schema";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { sam } from "../closures/process-test-bed";
import type { OperatorInProgram } from "../operator";
import { offeredViews } from "../views/saved-views";
import { ownLayout } from "../views/list-layouts";
import { accountDetail } from "./account-detail";
import { accountList } from "./account-list";
import { accountCounts } from "./account-list-counts";
import { accountLive } from "./account-live";
import { accountNumbers } from "./account-numbers";
import { findAccount } from "./account-search";
import { accountTimeline } from "./account-timeline";
import { bulkDetail, bulkWork } from "./bulk-runs";
import { bulkRowPage, bulkRowsFile } from "./bulk-rows";
import { callDesk, callOnAccount } from "./call-desk";
import { maskedCallerFacts, revealCallerFact } from "./caller-facts";
import { commandStatus } from "./command-status";
import { ownHandovers } from "./handovers";
import { myWork } from "./my-work";
import { railCounts } from "./rail-counts";
import { callerOf } from "./test-restricted-accounts";

/** What a read is asked about: an account, and what support itself sent about it. */
export type About = { accountId: string; holderId: string; runId: string; commandIds: string[] };
type Read = (bed: ProcessTestBed, about: About) => Promise<unknown>;

const support = (bed: ProcessTestBed) => callerOf(bed, sam) as OperatorInProgram;
const dbOf = (bed: ProcessTestBed) => bed.deps.db;

async function whole(file: Awaited<ReturnType<typeof bulkRowsFile>>): Promise<unknown> {
  if (!file.ok) return file;
  const lines: string[] = [];
  for await (const line of file.value.lines) lines.push(line);
  return { fileName: file.value.fileName, text: lines.join("") };
}

const inList = (accountId: string, over: object = {}) => ({ ...wholeDirectory, q: accountId, ...over });

/** Everything that support may read, by the name that app imports it by; each narrowed to one account where it can be. */
export const supportReads = {
  accountDetail: (bed, { accountId }) => accountDetail(support(bed), accountId, dbOf(bed)),
  accountLive: (bed, { accountId }) => accountLive(support(bed), accountId, { db: dbOf(bed) }),
  accountTimeline: (bed, { accountId }) => accountTimeline(support(bed), accountId, {}, dbOf(bed)),
  accountNumbers: (bed, { accountId }) => accountNumbers(support(bed), accountId, { db: dbOf(bed) }),
  accountList: async (bed, { accountId }) => ({
    plain: await accountList(support(bed), inList(accountId), dbOf(bed)),
    byReason: await Promise.all(["dormant", "frozen", "other", "under_review"].map((reason) => accountList(support(bed), inList(accountId, { reason: [reason] }), dbOf(bed)))),
    byNotice: await Promise.all((["yes", "no"] as const).map((notice) => accountList(support(bed), inList(accountId, { notice }), dbOf(bed)))),
  }),
  accountCounts: async (bed, { accountId }) => ({
    plain: await accountCounts(support(bed), inList(accountId), dbOf(bed)),
    byReason: await Promise.all(["dormant", "frozen", "other", "under_review"].map((reason) => accountCounts(support(bed), inList(accountId, { reason: [reason] }), dbOf(bed)))),
    byNotice: await Promise.all((["yes", "no"] as const).map((notice) => accountCounts(support(bed), inList(accountId, { notice }), dbOf(bed)))),
  }),
  findAccount: async (bed, { accountId, holderId }) => [await findAccount(support(bed), accountId, { db: dbOf(bed) }), await findAccount(support(bed), holderId, { db: dbOf(bed) })],
  callDesk: (bed) => callDesk(support(bed), dbOf(bed)),
  callOnAccount: (bed, { accountId }) => callOnAccount(support(bed), accountId, dbOf(bed)),
  ownHandovers: (bed) => ownHandovers(support(bed), dbOf(bed)),
  maskedCallerFacts: (bed, { accountId }) => maskedCallerFacts(support(bed), accountId, { db: dbOf(bed) }),
  revealCallerFact: (bed, { accountId, holderId }) => revealCallerFact(support(bed), accountId, holderId, "contact-0", { db: dbOf(bed) }),
  commandStatus: async (bed, { accountId, commandIds }) => {
    const ofCompliance = await dbOf(bed).select({ id: commands.id }).from(commands).where(and(eq(commands.accountId, accountId), ne(commands.operator, sam.subject)));
    const told = await Promise.all([...commandIds, ...ofCompliance.map(({ id }) => id)].map((id) => commandStatus(support(bed), id, dbOf(bed))));
    return told.filter((receipt) => receipt !== null);
  },
  myWork: (bed) => myWork(support(bed), dbOf(bed)),
  bulkWork: (bed) => bulkWork(support(bed), dbOf(bed)),
  bulkDetail: (bed, { runId }) => bulkDetail(support(bed), runId, dbOf(bed)),
  bulkRowPage: (bed, { runId }) => bulkRowPage(support(bed), runId, { kind: undefined, after: undefined, before: undefined }, dbOf(bed)),
  bulkRowsFile: async (bed, { runId }) => whole(await bulkRowsFile(support(bed), runId, dbOf(bed))),
  railCounts: (bed) => railCounts(support(bed), dbOf(bed)),
  offeredViews: (bed) => offeredViews(support(bed), dbOf(bed)),
  ownLayout: (bed) => ownLayout(support(bed), dbOf(bed)),
} satisfies Record<string, Read>;

export type SupportRead = keyof typeof supportReads;
