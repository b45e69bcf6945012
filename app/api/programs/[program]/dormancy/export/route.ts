import type { NextRequest } from "next/server";
import { parseDormancyQuery, serializeDormancyQuery } from "@/lib/accounts/dormancy";
import { exportDormancy } from "@/server/queries/dormancy-export";
import { answerExport } from "../../lookups/answer-export";

export { refuseHead as HEAD } from "../../lookups/answer-export";

type Params = { params: Promise<{ program: string }> };

/** The list that has the same address, whole, as a file. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program } = await params;
  const { step, state } = parseDormancyQuery(request.nextUrl.searchParams);
  const filter = { step, state };
  return answerExport({ request, program, list: "dormancy", search: serializeDormancyQuery(filter), read: (caller, format, gone) => exportDormancy(caller, { filter, format }, gone) });
}
