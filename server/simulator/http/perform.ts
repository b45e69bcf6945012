import type { Simulator } from "../simulator";
import { requestHash } from "../store/stable-id";
import { operationName, type Answer, type Call, type Operation } from "./operation";
import {
  badRequest, keyMismatch, keyMissing, notFound, payloadInvalid, scopeMissing, sourceIpRefused, unauthorized,
} from "./refusal";
import type { Endpoint } from "./serve-endpoint";
import type { TokenClaims } from "./tokens";

export type RequestFacts = {
  method: string;
  path: string;
  query: URLSearchParams;
  params: Record<string, string>;
  authorization: string | undefined;
  key: string | undefined;
  text: string;
};
export type Performed = { body: unknown; replayed: boolean };

/**
 * The order of FACTS 15.4: token, scope, JSON, key, replay or mismatch, then the operation's own checks.
 * It never yields, so two calls with one key cannot pass each other; the effect is on the disk on return.
 */
function perform(simulator: Simulator, operation: Operation, facts: RequestFacts): Performed {
  if (simulator.switches.refuseSourceIp) throw sourceIpRefused();
  const claims = authenticate(simulator, facts.authorization);
  const credential = simulator.tokens.credentialOf(claims.clientId);
  if (!credential) throw unauthorized();
  if (!operation.scopes.some((scope) => claims.scopes.includes(scope))) throw scopeMissing(operation.scopes);
  if (operation.exists && !operation.exists(simulator.switches, facts.query)) throw notFound([], "No such operation.");
  const body = parseBody(operation, facts.text);
  const key = checkedKey(operation, facts.key, simulator);
  const hash = requestHash(facts.method, facts.path, body);
  const stored = key === null ? undefined : simulator.state.storedKey(credential.program, key);
  if (stored && operation.key) {
    if (stored.requestHash !== hash) throw keyMismatch(operation.key.mismatch);
    return { body: stored.response, replayed: true };
  }
  const now = new Date().toISOString();
  const call: Call = {
    program: credential.program, store: simulator.state.store.program(credential.program), credential,
    switches: simulator.switches, now, params: facts.params, query: facts.query, body,
    mint: (prefix) => simulator.state.mint(prefix),
  };
  const answer = operation.handle(call);
  record(simulator, operation, facts, { call, answer, key, hash });
  return { body: answer.body, replayed: false };
}

function record(
  simulator: Simulator,
  operation: Operation,
  facts: RequestFacts,
  done: { call: Call; answer: Answer; key: string | null; hash: string },
): void {
  const { call, answer, key, hash } = done;
  if (!answer.puts) return;
  simulator.state.commit({
    at: call.now, program: call.program, operation: operationName(operation), path: facts.path, key,
    requestHash: hash, accountId: answer.accountId ?? null, response: answer.body, puts: answer.puts,
  });
}

function authenticate(simulator: Simulator, authorization: string | undefined): TokenClaims {
  const claims = simulator.tokens.claims(authorization);
  if (!claims || !simulator.tokens.isLive(claims)) throw unauthorized();
  return claims;
}

function parseBody(operation: Operation, text: string): unknown {
  if (operation.body === "none" || (operation.body === "optional" && text === "")) return null;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw payloadInvalid();
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw payloadInvalid();
  return body;
}

function checkedKey(operation: Operation, key: string | undefined, simulator: Simulator): string | null {
  if (!operation.key) return null;
  if (key === undefined || key === "") {
    if (operation.key.presence === "optional") return null;
    const isApplication = operation.path.startsWith("/v0/applications");
    throw keyMissing(isApplication ? simulator.switches.applicationKeyMissingCode : "idempotency_error");
  }
  if (key.length > 255) {
    throw badRequest([{ at: "Idempotency-Key", token: "too_long" }], "The Idempotency-Key must have at most 255 characters.");
  }
  return key;
}

/** An operation as the server routes to it. */
export function endpointOf(operation: Operation): Endpoint {
  return {
    method: operation.method,
    path: operation.path,
    errorStatus: operation.errorStatus,
    perform: (simulator, facts) => perform(simulator, operation, facts),
    program: (simulator, { authorization }) => {
      const claims = simulator.tokens.claims(authorization);
      return claims && simulator.tokens.credentialOf(claims.clientId)?.program;
    },
  };
}
