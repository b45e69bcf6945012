import "server-only";
import { z } from "zod";
import { exchange } from "../lead/http-exchange";
import { fine, note, wrong } from "./finding";
import type { Finding } from "./finding";
import { describeNoAnswer } from "./lead-words";

const discovery = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  end_session_endpoint: z.string().optional(),
  claims_supported: z.array(z.string()).optional(),
  groups_supported: z.array(z.string()).optional(),
});

const answerLimitMs = 5_000;

export interface SignInCheck {
  findings: Finding[];
  /** Every group, where the provider publishes them. */
  groups?: string[];
}

const withoutSlash = (address: string) => address.replace(/\/+$/, "");

/** The identity provider's discovery document: reachable, its own, and with what the console needs. */
export async function checkSignIn({ issuer, consoleUrl }: { issuer: string; consoleUrl: string }): Promise<SignInCheck> {
  const url = `${withoutSlash(issuer)}/.well-known/openid-configuration`;
  const result = await exchange({ url, method: "GET", headers: { accept: "application/json" }, timeoutMs: answerLimitMs });
  if (result.kind === "failed") {
    return { findings: [wrong(`The identity provider at ${url} cannot be read: ${describeNoAnswer({ reason: result.ending })}.`, "Check OIDC_ISSUER and that it can be reached from here.")] };
  }
  const parsed = discovery.safeParse(result.body);
  if (result.status !== 200 || !parsed.success) {
    return { findings: [wrong(`${url} is no discovery document (HTTP ${result.status}).`, "Check OIDC_ISSUER: it is the address that /.well-known/openid-configuration is added to.")] };
  }
  const { data } = parsed;
  const findings: Finding[] = [
    withoutSlash(data.issuer) === withoutSlash(issuer)
      ? fine("The identity provider answers and is the one that was expected.")
      : wrong(`The identity provider calls itself ${data.issuer}, which is not OIDC_ISSUER.`, "Set OIDC_ISSUER to exactly what the provider calls itself."),
  ];
  if (data.claims_supported && !data.claims_supported.includes("groups")) {
    findings.push(note("The identity provider does not list a groups claim.", "Without groups in the token nobody has a role: let the provider send them."));
  }
  if (data.end_session_endpoint === undefined) findings.push(note("The identity provider offers no sign-out address.", "Signing out ends the console's session only."));
  if (new URL(consoleUrl).protocol === "http:" && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(consoleUrl).hostname)) {
    findings.push(wrong("NEXTAUTH_URL is http: sessions would travel unprotected.", "Serve the console over https."));
  }
  return { findings, groups: data.groups_supported };
}
