import "server-only";
import { readLeadProblem } from "@/lib/lead/problem";
import type { LeadProblem } from "@/lib/lead/problem";
import { withoutSecrets } from "../secret";
import { requestIdOf } from "./http-exchange";
import type { ExchangeResult } from "./http-exchange";

const clean = (text: string | undefined) => (text === undefined ? undefined : withoutSecrets(text));

/** Lead's words about a refusal. An error that repeats a credential or a token is relayed without it. */
export function problemOf({ status, body, headers }: Extract<ExchangeResult, { kind: "response" }>): LeadProblem {
  const problem = readLeadProblem(status, body, requestIdOf(headers));
  return {
    ...problem,
    code: clean(problem.code),
    title: clean(problem.title),
    detail: clean(problem.detail),
    instance: clean(problem.instance),
    invalidParameters: problem.invalidParameters.map(({ parameter, reason }) => ({ parameter: withoutSecrets(parameter), reason: withoutSecrets(reason) })),
  };
}
