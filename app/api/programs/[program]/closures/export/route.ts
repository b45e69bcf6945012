import type { NextRequest } from "next/server";
import { parseRegisterQuery, serializeRegisterQuery } from "@/lib/closures/register-query";
import { exportRegister } from "@/server/queries/register-export";
import { answerExport } from "../../lookups/answer-export";

export { refuseHead as HEAD } from "../../lookups/answer-export";

type Params = { params: Promise<{ program: string }> };

/** The register that has the same address, whole, as a file. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { program } = await params;
  const { after: _after, before: _before, ...filter } = parseRegisterQuery(request.nextUrl.searchParams);
  return answerExport({ request, program, list: "closures", search: serializeRegisterQuery(filter), read: (caller, format, gone) => exportRegister(caller, { filter, format }, gone) });
}
