import "server-only";
import type { AccountDetail } from "@/lib/account-views";
import type { CallDesk } from "@/lib/call-desk/call-desk";
import type { HandoverView } from "@/lib/call-desk/handovers";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { callFigure } from "./call-times";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { accountDetail } from "./account-detail";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { lastHandover, ownHandovers } from "./handovers";

/** What an agent has before a call: how the program's calls go today, and what became of those handed over. */
export async function callDesk(caller: Caller, db: Database = sharedDatabase()): Promise<Result<CallDesk>> {
  const denied = await denial(db, caller, "take-calls");
  if (denied) return fail(denied);
  const [figure, handovers] = await Promise.all([callFigure(caller, undefined, db), ownHandovers(caller, db)]);
  return ok({ figure, handovers });
}

/** One account for a call, as much of it as the caller may see; null where the directory does not know it. */
export async function callOnAccount(caller: Caller, accountId: string, db: Database = sharedDatabase()): Promise<Result<{ detail: AccountDetail; handover: HandoverView | null } | null>> {
  const denied = await denial(db, caller, "take-calls");
  if (denied) return fail(denied);
  const [detail, handover] = await Promise.all([accountDetail(caller, accountId, db), lastHandover(caller, accountId, db)]);
  if (!detail.ok) return detail;
  return ok(detail.value && { detail: detail.value, handover });
}
