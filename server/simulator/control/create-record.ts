import type { Context } from "hono";
import { z } from "zod";
import { operationName, type Operation } from "../http/operation";
import { Refusal, refusalBody } from "../http/refusal";
import { OPERATIONS } from "../operations";
import type { Simulator } from "../simulator";
import { ControlError, parsedBody } from "./control-input";

const requestSchema = z.strictObject({ program: z.string().min(1), body: z.record(z.string(), z.unknown()) });

type Kind = "accounts" | "entities" | "applications" | "account-numbers";

const NAMES: Record<Kind, string> = {
  accounts: "POST /v0/accounts", entities: "POST /v0/entities", applications: "POST /v0/applications", "account-numbers": "POST /v1/account_number",
};

const operationFor = (kind: Kind): Operation =>
  OPERATIONS.find((operation) => operationName(operation) === NAMES[kind]) as Operation;

/** Makes a record under Lead's own rules, as if another integration of the program had asked for it. */
export async function createRecord(simulator: Simulator, kind: Kind, context: Context): Promise<unknown> {
  const { program, body } = await parsedBody(requestSchema, context);
  const credential = simulator.credentials.find((known) => known.program === program);
  if (!credential) throw new ControlError(`program: no credentials for "${program}"`);
  const { state } = simulator;
  const now = new Date().toISOString();
  const switches = { ...simulator.switches, clientAccountIdOnCreate: "accepted" as const };
  try {
    const answer = operationFor(kind).handle({
      program, store: state.store.program(program), credential, switches, now, params: {}, query: new URLSearchParams(),
      body, mint: (prefix) => state.mint(prefix),
    });
    const path = `/_simulator/${kind}`;
    state.commit({
      at: now, program, operation: `POST ${path}`, path, key: null, requestHash: "", accountId: answer.accountId ?? null,
      response: null, puts: answer.puts ?? [],
    });
    return answer.body;
  } catch (error) {
    if (error instanceof Refusal) throw new ControlError(JSON.stringify(refusalBody(error, switches, "absent")), 422);
    throw error;
  }
}
