import { operatorInProgram } from "@/server/operator";
import { importCaller } from "@/server/queries/import-caller";
import { importDetail } from "@/server/queries/imports";
import { answerJson, notFoundJson } from "../../lookups/answer-json";

type Params = { params: Promise<{ program: string; importId: string }> };

export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { program, importId } = await params;
  const here = await operatorInProgram(program);
  return here ? answerJson(await importDetail(await importCaller(here), importId)) : notFoundJson();
}
