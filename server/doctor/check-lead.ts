import "server-only";
import { readLeadProblem } from "@/lib/lead/problem";
import { exchange } from "../lead/http-exchange";
import type { ExchangeResult } from "../lead/http-exchange";
import type { GrantedToken } from "../lead/token-exchange";
import type { Program } from "../programs";
import { checkTokens } from "./check-tokens";
import { fine, note, unknown, wrong } from "./finding";
import type { Finding } from "./finding";
import { addressRefused, describeNoAnswer, describeProblem, isAddressRefused } from "./lead-words";

/** An id of the right shape that no account has. */
const nobody = "account_doctor0000000000000000000";
const skewLimitMs = 30_000;

function ask(program: Program, token: GrantedToken, path: string): Promise<ExchangeResult> {
  return exchange({
    url: `${program.baseUrl}${path}`,
    method: "GET",
    headers: { accept: "application/json", authorization: `Bearer ${token.token.reveal()}` },
    timeoutMs: program.limits.attemptTimeoutMs,
  });
}

function checkReading(result: ExchangeResult): Finding {
  if (result.kind === "failed") return wrong(`Reading an account failed: ${describeNoAnswer({ reason: result.ending })}.`, "Check baseUrl and that Lead can be reached from here.");
  const problem = readLeadProblem(result.status, result.body);
  if (isAddressRefused(problem)) return addressRefused;
  if (result.status === 404 || result.status === 200) return fine("Accounts can be read.");
  if (result.status === 401 || result.status === 403) return wrong(`Lead does not let this client read accounts: ${describeProblem(problem)}.`, "Ask Lead to grant account/read to the client.");
  if (result.status === 429) return unknown("Lead answered that there are too many requests (429).", "Try again in a while.");
  return wrong(`Reading an account was answered with ${describeProblem(problem)}.`, "Check that baseUrl is Lead's API.");
}

/** The answer's Date header against our own clock, at the middle of the exchange. */
function checkClock(result: ExchangeResult, middleMs: number): Finding {
  const header = result.kind === "response" ? result.headers.get("date") : null;
  const leadMs = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(leadMs)) return unknown("Lead's answer carries no date, so the clocks cannot be compared.");
  const skewMs = middleMs - leadMs;
  if (Math.abs(skewMs) <= skewLimitMs) return fine("The clock here agrees with Lead's.");
  return wrong(`The clock here is ${Math.round(Math.abs(skewMs) / 1_000)} seconds ${skewMs > 0 ? "ahead of" : "behind"} Lead's.`, "Let this machine follow a time server.");
}

/** A route that is not there and a look-up that finds nobody both answer 404; they differ in what they say. */
async function offersClientIdLookup(program: Program, token: GrantedToken): Promise<boolean | undefined> {
  const [lookUp, nowhere] = await Promise.all([
    ask(program, token, "/v0/accounts?client_account_id=doctor-finds-nobody"),
    ask(program, token, "/v0/accounts-of-the-doctor?client_account_id=doctor-finds-nobody"),
  ]);
  if (lookUp.kind === "failed" || nowhere.kind === "failed") return undefined;
  if ([200, 400, 422].includes(lookUp.status)) return true;
  if (lookUp.status === 405 || lookUp.status === 501) return false;
  if (lookUp.status !== 404) return undefined;
  if (nowhere.status !== 404) return lookUp.isJson ? true : undefined;
  return describeProblem(readLeadProblem(404, lookUp.body)) !== describeProblem(readLeadProblem(404, nowhere.body));
}

async function checkClientIdLookup(program: Program, token: GrantedToken): Promise<Finding> {
  const offered = await offersClientIdLookup(program, token);
  const setting = `clientIdLookup is ${program.clientIdLookup}`;
  if (offered === undefined) return unknown(`Whether Lead offers the look-up by client account id could not be found out; ${setting}.`);
  if (offered === program.clientIdLookup) return fine(`The look-up by client account id is ${offered ? "offered and used" : "not offered and not used"}.`);
  if (offered) return note(`Lead offers the look-up by client account id, but ${setting}.`, "Set it to true, so that accounts can be found by the partner's own id.");
  return wrong(`Lead does not offer the look-up by client account id, but ${setting}.`, "Set clientIdLookup to false for this program.");
}

/** One program against Lead: tokens and scopes, the allowlist, the clock, and what Lead offers. */
export async function checkLead(program: Program): Promise<Finding[]> {
  const { findings, readToken } = await checkTokens(program);
  if (!readToken) return [...findings, unknown("Without a token for reading, the rest could not be looked at.")];
  const startedMs = Date.now();
  const reading = await ask(program, readToken, `/v0/accounts/${nobody}`);
  const middleMs = (startedMs + Date.now()) / 2;
  return [...findings, checkReading(reading), checkClock(reading, middleMs), await checkClientIdLookup(program, readToken)];
}
