import "server-only";
import { fail, ok, type Result } from "@/lib/result";
import { simulatorFaultRequest, simulatorFaults, type FaultRow } from "@/lib/simulator-faults";
import { db } from "../db/client";
import type { OperatorInProgram } from "../operator";
import { denial } from "../queries/authorise";

type Waiting = { waiting: number };

/** Only where the program's Lead is the simulator; anywhere else there is nothing to tell. */
async function simulatorOf(caller: OperatorInProgram): Promise<Result<URL>> {
  const { program } = caller;
  if (program.environment !== "simulator") return fail({ kind: "not-possible-now", title: "This program is not on the simulator." });
  const denied = await denial(db(), caller, "trigger-faults");
  if (denied) return fail(denied);
  return ok(new URL("/_simulator/faults", program.baseUrl));
}

async function ask(address: URL, init?: RequestInit): Promise<Result<unknown>> {
  try {
    const answer = await fetch(address, { ...init, headers: { "content-type": "application/json" }, signal: AbortSignal.timeout(5000) });
    return answer.ok ? ok(await answer.json()) : fail({ kind: "refused-by-lead", title: "The simulator refused this fault." });
  } catch {
    return fail({ kind: "unavailable", title: "The simulator cannot be reached." });
  }
}

/** Makes the next calls of this program fail in the chosen way. */
export async function triggerFault(here: OperatorInProgram, body: unknown): Promise<Result<Waiting>> {
  const address = await simulatorOf(here);
  if (!address.ok) return address;
  const request = simulatorFaultRequest.safeParse(body);
  if (!request.success) return fail({ kind: "invalid", title: "Choose a fault, a call and a number from 1 to 20." });
  const { fault, target, calls } = request.data;
  const row: FaultRow = simulatorFaults[fault];
  const told = { kind: fault, route: target, count: calls, program: here.program.slug, ...row.settings };
  const answer = await ask(address.value, { method: "POST", body: JSON.stringify(told) });
  return answer.ok ? waitingFaults(here) : answer;
}

/** Takes back every fault that has not struck yet, in all programs of the simulator. */
export async function clearFaults(here: OperatorInProgram): Promise<Result<Waiting>> {
  const address = await simulatorOf(here);
  if (!address.ok) return address;
  const answer = await ask(address.value, { method: "DELETE" });
  return answer.ok ? ok({ waiting: 0 }) : answer;
}

/** How many calls are still going to be struck. */
export async function waitingFaults(here: OperatorInProgram): Promise<Result<Waiting>> {
  const address = await simulatorOf(here);
  if (!address.ok) return address;
  const answer = await ask(address.value);
  if (!answer.ok) return answer;
  const { faults } = answer.value as { faults: { remaining: number; program?: string }[] };
  const ours = faults.filter(({ program }) => program === undefined || program === here.program.slug);
  return ok({ waiting: ours.reduce((sum, { remaining }) => sum + remaining, 0) });
}
