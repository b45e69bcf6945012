import { operatorInProgram } from "@/server/operator";
import { commandStatus } from "@/server/queries/command-status";

type Context = { params: Promise<{ program: string; commandId: string }> };

const headers = { "cache-control": "no-store" };

/** A command's receipt, polled by the browser while it is pending or not confirmed. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { program, commandId } = await params;
  const operator = await operatorInProgram(program);
  const receipt = operator && (await commandStatus(operator, commandId));
  if (!receipt) return Response.json({ kind: "forbidden", title: "There is no such command." }, { status: 404, headers });
  return Response.json(receipt, { headers });
}
