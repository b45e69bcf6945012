import "server-only";
import { and, inArray } from "drizzle-orm";
import { z } from "zod";
import type { HoldView } from "@/lib/account-views";
import { fieldByPath } from "@/lib/accounts/account-fields";
import { releaseHoldInput } from "@/lib/accounts/command-inputs";
import type { ApprovalDetail, ApprovalShown } from "@/lib/approvals/approval-views";
import { saidIn } from "@/lib/approvals/asked-for";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { approvals } from "../db/schema-approvals";
import { oneHoldView } from "./account-holds";
import { approvalsWith, approvalView, visibleTo } from "./approvals";
import type { StoredApproval } from "./approvals";
import { databaseNow } from "../directory/remember-answer";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { processById } from "./closing";

const mostAtOnce = 50;

/** `today`: the program's business day. */
type Shown = { today: string; items: ApprovalShown[] };

/** Requests with exactly what was asked for, in the order of the ids; those that the caller may not see are left out. */
export async function approvalsShown(caller: Caller, ids: readonly string[], db: Database = sharedDatabase()): Promise<Result<Shown>> {
  const denied = await denial(db, caller, "read-approvals");
  if (denied) return fail(denied);
  const known = [...new Set(ids)].filter((id) => z.uuid().safeParse(id).success).slice(0, mostAtOnce);
  const today = businessDate(await databaseNow(db), caller.program.timeZone);
  if (known.length === 0) return ok({ today, items: [] });
  const rows = await approvalsWith(db).where(and(visibleTo(caller), inArray(approvals.id, known)));
  const items: ApprovalShown[] = [];
  for (const row of known.flatMap((id) => rows.filter(({ approval }) => approval.id === id))) {
    items.push({ approval: detailOf(row, caller), process: row.approval.kind === "closing" ? await processById(caller, row.approval.id, db) : null, hold: await holdToRelease(caller, row, db) });
  }
  return ok({ today, items });
}

/** The hold as it was placed, with what stands behind it now. */
async function holdToRelease(caller: Caller, { approval: { name, accountId, input } }: StoredApproval, db: Database): Promise<HoldView | null> {
  const asked = name === "release-hold" ? releaseHoldInput.safeParse(input) : null;
  return asked?.success && accountId !== null ? oneHoldView(db, caller, { accountId, holdId: asked.data.holdId }) : null;
}

function detailOf(row: StoredApproval, caller: Caller): ApprovalDetail {
  const { input, inputHash, changes, warnings, details, request, problem } = row.approval;
  const seesAll = caller.permissions.has("read-sensitive");
  return {
    ...approvalView(row, caller),
    hash: inputHash.toString("hex"),
    changes: seesAll ? changes : changes.filter(({ path }) => !fieldByPath(path)?.sensitive),
    currency: row.currency,
    warnings,
    said: request === null ? saidIn(input) : saidIn(details),
    request: seesAll && request ? { method: request.method, path: request.path, body: request.body === null ? null : (JSON.parse(request.body) as unknown) } : null,
    problem,
  };
}
