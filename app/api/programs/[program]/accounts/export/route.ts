import type { NextRequest } from "next/server";
import { z } from "zod";
import { parseDirectoryQuery, serializeDirectoryQuery } from "@/lib/directory-query";
import { exportAccounts } from "@/server/queries/account-export";
import { answerExport } from "../../lookups/answer-export";
import { answerStatus } from "../../lookups/answer-json";

export { refuseHead as HEAD } from "../../lookups/answer-export";

type Params = { params: Promise<{ program: string }> };

const selectionId = z.uuid().optional();

/** The list that has the same address, whole, as a file; or of it the accounts of a kept selection. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program } = await params;
  const { searchParams } = request.nextUrl;
  const selection = selectionId.safeParse(searchParams.get("selection") ?? undefined);
  if (!selection.success) return answerStatus(400, "This is no selection.");
  const query = parseDirectoryQuery(searchParams);
  return answerExport({ request, program, list: "accounts", search: serializeDirectoryQuery(query), read: (caller, format, gone) => exportAccounts(caller, { query, format, selection: selection.data }, gone) });
}
