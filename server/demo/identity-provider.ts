import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

import { messagePage, peoplePage } from "./identity-provider-pages";
import { providerSettings } from "./identity-provider-settings";
import type { IdentityProviderClient } from "./identity-provider-settings";
import { demoPeople } from "./people";
import type { DemoPerson } from "./people";

type Registered = DemoPerson & { blocked: boolean };

export type IdentityProvider = { issuer: string; server: Server; stop(): Promise<void> };

const BODY_LIMIT_BYTES = 16_384;

/**
 * A real OpenID provider for demo and tests, on 127.0.0.1; port 0 lets the system choose. Tests steer it under `/_idp`:
 * `GET people`, `PATCH people/SUBJECT {groups?, blocked?}`, `POST availability {available}`, `POST reset`.
 */
export async function startIdentityProvider(port: number, client: IdentityProviderClient): Promise<IdentityProvider> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Registered>();
  const directory = { people, available: true };
  reset(directory);
  const provider = new Provider(issuer, providerSettings(client, (subject) => {
    const found = people.get(subject);
    return found === undefined || found.blocked ? undefined : found;
  }));
  for (const event of ["grant.error", "authorization.error", "server_error"]) {
    provider.on(event, (_context, error) => process.stderr.write(`${event}: ${error.message} ${error.error_detail ?? ""}\n`));
  }
  const protocol = provider.callback();
  server.on("request", (request, response) => {
    route(request, response, provider, protocol, directory).catch((error: unknown) => {
      process.stderr.write(`identity provider: ${String(error)}\n`);
      if (!response.headersSent) sendHtml(response, 400, messagePage("This sign-in is over", "Go back to the console and sign in again."));
    });
  });
  return {
    issuer,
    server,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

type Directory = { people: Map<string, Registered>; available: boolean };

function reset(directory: Directory): void {
  directory.available = true;
  directory.people.clear();
  for (const person of demoPeople) directory.people.set(person.subject, { ...person, blocked: false });
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
  protocol: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  directory: Directory,
): Promise<void> {
  const [first, ...rest] = (request.url ?? "/").split("?")[0]?.split("/").filter(Boolean) ?? [];
  if (first === "_idp") return control(request, response, rest, directory);
  if (!directory.available) return sendJson(response, 503, { error: "temporarily_unavailable" });
  if (first === "interaction") return interact(request, response, provider, directory);
  return protocol(request, response);
}

async function interact(request: IncomingMessage, response: ServerResponse, provider: Provider, { people }: Directory): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  const listed = [...people.values()];
  if (request.method !== "POST") return sendHtml(response, 200, peoplePage(uid, listed));
  const form = new URLSearchParams(await readBody(request));
  if (form.has("cancel")) {
    return provider.interactionFinished(request, response, { error: "access_denied", error_description: "The sign-in was cancelled." });
  }
  const person = people.get(form.get("person") ?? "");
  if (person === undefined) return sendHtml(response, 400, peoplePage(uid, listed, "Choose one of these people."));
  if (person.blocked) return sendHtml(response, 403, peoplePage(uid, listed, `${person.name} is blocked at this provider.`));
  return provider.interactionFinished(request, response, { login: { accountId: person.subject } });
}

async function control(request: IncomingMessage, response: ServerResponse, path: string[], directory: Directory): Promise<void> {
  const [what, subject] = path;
  if (request.method === "GET" && what === "people") return sendJson(response, 200, [...directory.people.values()]);
  // A foreign page cannot send this content type without asking first, and nothing answers such a question.
  if (request.headers["content-type"] !== "application/json") return sendJson(response, 415, { error: "application/json is expected" });
  const body = JSON.parse((await readBody(request)) || "{}") as Partial<{ groups: string[]; blocked: boolean; available: boolean }>;
  if (request.method === "POST" && what === "reset") reset(directory);
  else if (request.method === "POST" && what === "availability") directory.available = body.available ?? true;
  else if (request.method === "PATCH" && what === "people" && subject !== undefined) {
    const person = directory.people.get(subject);
    if (person === undefined) return sendJson(response, 404, { error: `there is no person ${subject}` });
    directory.people.set(subject, { ...person, groups: body.groups ?? person.groups, blocked: body.blocked ?? person.blocked });
  } else return sendJson(response, 404, { error: "there is no such control route" });
  return sendJson(response, 200, { available: directory.available, people: [...directory.people.values()] });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk as string;
    if (text.length > BODY_LIMIT_BYTES) throw new Error("The request's body is too large.");
  }
  return text;
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(html);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(body));
}
