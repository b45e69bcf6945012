import type { NextRequest } from "next/server";
import { parseActivityQuery, serializeActivityQuery } from "@/lib/activity-query";
import { exportActivity } from "@/server/queries/activity-export";
import { answerExport } from "../../lookups/answer-export";

export { refuseHead as HEAD } from "../../lookups/answer-export";

type Params = { params: Promise<{ program: string }> };

/** The activity that has the same address, whole, as a file. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program } = await params;
  const { searchParams } = request.nextUrl;
  const filter = parseActivityQuery(searchParams);
  const complianceNotes = searchParams.get("notes") === "compliance";
  return answerExport({ request, program, list: "activity", search: serializeActivityQuery(filter), read: (caller, format, gone) => exportActivity(caller, { filter, format, complianceNotes }, gone) });
}
