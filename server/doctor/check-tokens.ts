import "server-only";
import type { LeadOutcome } from "../lead/lead-error";
import { exchangeCredentials, tokenScopes } from "../lead/token-exchange";
import type { GrantedToken, TokenAccess } from "../lead/token-exchange";
import type { Program } from "../programs";
import { fine, note, unknown, wrong } from "./finding";
import type { Finding } from "./finding";
import { addressRefused, describeNoAnswer, describeProblem, isAddressRefused } from "./lead-words";

const accessWords: Record<TokenAccess, string> = { read: "reading", write: "writing" };

/** Whether a scope was granted; a read scope also by its read_write twin (FACTS 2.2). */
function covers(granted: readonly string[], asked: string): boolean {
  return granted.includes(asked) || (asked.endsWith("/read") && granted.includes(`${asked}_write`));
}

/** @param purpose what the token is for and whose it is, for example "writing with the older credentials". */
function checkScopes(access: TokenAccess, { scopes }: GrantedToken, purpose: string): Finding {
  if (scopes === undefined) return unknown(`The token for ${purpose} does not say which scopes it holds.`);
  const missing = tokenScopes[access].filter((scope) => !covers(scopes, scope));
  if (missing.length === 0) return fine(`The token for ${purpose} holds every scope: ${tokenScopes[access].join(", ")}.`);
  return wrong(`The token for ${purpose} lacks ${missing.join(", ")}.`, "Ask Lead to grant these scopes to the client.");
}

function checkOutcome(access: TokenAccess, outcome: LeadOutcome<GrantedToken>, purpose: string): Finding {
  if (outcome.kind === "answered") return checkScopes(access, outcome.value, purpose);
  if (outcome.kind === "no-answer") {
    return wrong(`No token for ${purpose}: ${describeNoAnswer(outcome)}.`, "Check baseUrl and that Lead can be reached from here.");
  }
  if (isAddressRefused(outcome.problem)) return addressRefused;
  return wrong(`Lead refuses a token for ${purpose}: ${describeProblem(outcome.problem)}.`, "Check the two variables that hold the credentials, and that they belong to this environment.");
}

export interface TokenCheck {
  findings: Finding[];
  /** The first token for reading that was granted. */
  readToken?: GrantedToken;
}

/** Both tokens with every pair of credentials, so that a rotation is seen through. */
export async function checkTokens(program: Program): Promise<TokenCheck> {
  const findings: Finding[] = [];
  let readToken: GrantedToken | undefined;
  for (const [index, credentials] of program.credentials.entries()) {
    const whose = program.credentials.length === 1 ? "" : index === 0 ? " with the newest credentials" : " with the older credentials";
    for (const access of ["read", "write"] as const) {
      const purpose = `${accessWords[access]}${whose}`;
      const outcome = await exchangeCredentials(program, credentials, access);
      if (access === "read" && outcome.kind === "answered") readToken ??= outcome.value;
      const retired = index > 0 && readToken !== undefined && outcome.kind === "refused" && !isAddressRefused(outcome.problem);
      findings.push(retired ? note(`Lead refuses a token for ${purpose}.`, "Take these credentials out of the program when the rotation is over.") : checkOutcome(access, outcome, purpose));
    }
  }
  return { findings, readToken };
}
