import { callTimeInput } from "@/lib/call-desk/call-times";
import { keepCallTime } from "@/server/queries/call-times";
import { limitedJson } from "@/server/intake/limited-json";
import { operatorInProgram } from "@/server/operator";
import { answerStatus, notFoundJson } from "../lookups/answer-json";

type Params = { params: Promise<{ program: string }> };

/** How long a call took, without a name. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const caller = await operatorInProgram((await params).program);
  if (!caller) return notFoundJson();
  const time = callTimeInput.safeParse(await limitedJson(request, 1_024));
  if (!time.success) return answerStatus(400, "This is no time of a call.");
  return (await keepCallTime(caller, time.data)) ? new Response(null, { status: 204 }) : answerStatus(403, "Only those who take calls keep their time.");
}
