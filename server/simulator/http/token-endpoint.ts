import { z } from "zod";
import type { Simulator } from "../simulator";
import type { Endpoint } from "./serve-endpoint";
import { Refusal, sourceIpRefused } from "./refusal";
import { SCOPES } from "./tokens";

const requestSchema = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.string().optional(),
});

type Granted = { access_token: string; token_type: "Bearer"; scope: string; expires_in: number };

const refused = (detail: string) => new Refusal(400, "parameters_invalid", "Your request body did not parse.", detail);

/** JSON, not a form; refusals are 400 only, with a numeric status (FACTS 2.1). */
export const TOKEN_ENDPOINT: Endpoint = {
  method: "POST",
  path: "/v1/oauth/token",
  errorStatus: "number-in-400",
  program: (simulator, { text }) => {
    const request = requestSchema.safeParse(parse(text));
    return request.success ? simulator.tokens.credentialOf(request.data.client_id)?.program : undefined;
  },
  perform: (simulator, { text }) => ({ body: grantToken(simulator, text), replayed: false }),
};

function grantToken(simulator: Simulator, text: string): Granted {
  if (simulator.switches.refuseSourceIp) throw sourceIpRefused();
  const request = requestSchema.safeParse(parse(text));
  if (!request.success) throw refused("The request body must be JSON with grant_type, client_id and client_secret.");
  const { grant_type, client_id, client_secret, scope } = request.data;
  if (grant_type !== "client_credentials") throw refused("Invalid grant type.");
  const credential = simulator.tokens.credential(client_id, client_secret);
  if (!credential) throw refused("Invalid client credentials.");
  const granted = grantedScopes(scope, credential.scopes ?? SCOPES);
  const lifetimeSeconds = simulator.switches.tokenLifetimeSeconds;
  return {
    access_token: simulator.tokens.issue(client_id, granted, lifetimeSeconds),
    token_type: "Bearer",
    scope: granted.join(" "),
    expires_in: lifetimeSeconds,
  };
}

function grantedScopes(scope: string | undefined, allowed: readonly string[]): string[] {
  if (scope === undefined) return [...allowed];
  const asked = scope.split(" ").filter((item) => item !== "");
  if (asked.some((item) => !(SCOPES as readonly string[]).includes(item))) throw refused("Invalid scope.");
  return asked.filter((item) => allowed.includes(item));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
