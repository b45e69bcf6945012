import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Simulator } from "../simulator";
import type { Fault } from "./faults";
import { operationName } from "./operation";
import type { Performed, RequestFacts } from "./perform";
import {
  conflict, internalError, rateLimited, Refusal, refusalBody, unauthorized, unavailable, type StatusStyle,
} from "./refusal";

/** What the server routes to: an operation of Lead's API, or the token exchange. */
export type Endpoint = {
  method: string;
  path: string;
  errorStatus: StatusStyle;
  perform: (simulator: Simulator, facts: RequestFacts) => Performed;
  /** The program that calls, for faults and the call log; it proves nothing. */
  program: (simulator: Simulator, facts: RequestFacts) => string | undefined;
};

export type SimulatorEnv = { Bindings: HttpBindings };
type Ctx = Context<SimulatorEnv>;

/** Receives a call, lets a fault strike where it should, and writes the answer. */
export function serveEndpoint(simulator: Simulator, endpoint: Endpoint): (context: Ctx) => Promise<Response> {
  const name = operationName(endpoint);
  return async (context) => {
    const facts = await requestFacts(context);
    const program = endpoint.program(simulator, facts);
    const fault = simulator.faults.take(name, program);
    const { method, path, key } = facts;
    const record = simulator.calls.add({
      at: new Date().toISOString(), method, path, route: name, program: program ?? null, key: key ?? null,
      fault: fault?.kind ?? null, status: null, replayed: false,
    });
    const stopped = fault && (await strikeBefore(fault, context));
    if (stopped === "gone") return goneResponse();
    const performed = stopped ?? attempt(simulator, endpoint, facts);
    if (fault && (await strikeAfter(fault, context)) === "gone") return goneResponse();
    const response = respond(simulator, endpoint, performed, fault);
    record.status = response.status;
    record.replayed = !(performed instanceof Refusal) && performed.replayed;
    return response;
  };
}

async function requestFacts(context: Ctx): Promise<RequestFacts> {
  const url = new URL(context.req.url);
  return {
    method: context.req.method,
    path: url.pathname,
    query: url.searchParams,
    params: context.req.param() as Record<string, string>,
    authorization: context.req.header("authorization"),
    key: context.req.header("idempotency-key"),
    text: await context.req.text(),
  };
}

function attempt(simulator: Simulator, endpoint: Endpoint, facts: RequestFacts): Performed | Refusal {
  try {
    return endpoint.perform(simulator, facts);
  } catch (error) {
    if (error instanceof Refusal) return error;
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return internalError();
  }
}

/** Faults that keep the effect from happening: a refusal, or "gone" when no answer can be sent any more. */
async function strikeBefore(fault: Fault, context: Ctx): Promise<Refusal | "gone" | undefined> {
  switch (fault.kind) {
    case "latency":
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
      return undefined;
    case "rate-limited":
      return rateLimited(context.req.method);
    case "internal-error":
      return internalError();
    case "unavailable":
      return unavailable();
    case "conflict":
      return conflict("A request with this idempotency key is being processed.");
    case "expired-token":
      return unauthorized();
    case "reset-before-effect":
      return destroySocket(context);
    case "hang":
      return untilClosed(context);
    default:
      return undefined;
  }
}

async function strikeAfter(fault: Fault, context: Ctx): Promise<"gone" | undefined> {
  if (fault.kind === "reset-after-effect") return destroySocket(context);
  if (fault.kind === "hang-after-effect") return untilClosed(context);
  return undefined;
}

function destroySocket(context: Ctx): "gone" {
  const socket = context.env.incoming.socket;
  socket.resetAndDestroy();
  return "gone";
}

function untilClosed(context: Ctx): Promise<"gone"> {
  const { socket } = context.env.incoming;
  return new Promise((resolve) => {
    if (socket.destroyed) resolve("gone");
    socket.once("close", () => resolve("gone"));
  });
}

/** Tells the server adapter that nothing is left to be written. */
const goneResponse = () => new Response(null, { headers: { "x-hono-already-sent": "true" } });

function respond(simulator: Simulator, endpoint: Endpoint, performed: Performed | Refusal, fault?: Fault): Response {
  const refused = performed instanceof Refusal;
  const body = refused ? refusalBody(performed, simulator.switches, endpoint.errorStatus) : performed.body;
  const headers = new Headers({ "content-type": "application/json" });
  const retryAfter = retryAfterSeconds(simulator, fault);
  if (refused && performed.status === 429 && retryAfter !== null) headers.set("retry-after", String(retryAfter));
  const text = JSON.stringify(body);
  const sent = fault?.kind === "malformed-body" ? text.slice(0, Math.floor(text.length / 2)) : text;
  return new Response(sent, { status: refused ? performed.status : 200, headers });
}

function retryAfterSeconds(simulator: Simulator, fault: Fault | undefined): number | null {
  const own = fault?.kind === "rate-limited" ? fault.retryAfterSeconds : undefined;
  return own ?? simulator.switches.retryAfterSeconds;
}
