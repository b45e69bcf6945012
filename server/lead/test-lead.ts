import "server-only";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readPrograms } from "../programs";
import type { Program, ProgramConfiguration } from "../programs";

/** What arrived at the server. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** What the next call to anything but the token endpoint gets. */
export type Step =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | "hang"
  | "reset"
  | "reset-after-headers"
  | "hang-after-headers";

/** A real HTTP server on loopback that answers by script: the wire's failures, one at a time. */
export interface TestLead {
  baseUrl: string;
  /** Steps still to come; the last one repeats. */
  steps: Step[];
  /** The token endpoint's own script; empty, it grants what is asked. */
  tokenSteps: Step[];
  tokenLifeSeconds: number;
  calls: Received[];
  tokenCalls: { clientId: string; scope: string }[];
  stop(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function play(step: Step, response: ServerResponse): void {
  if (step === "hang") return;
  if (step === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  if (typeof step === "string") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"id":', () => step === "reset-after-headers" && response.socket?.resetAndDestroy());
    return;
  }
  response.writeHead(step.status, { "content-type": "application/json", ...step.headers });
  response.end(typeof step.body === "string" ? step.body : JSON.stringify(step.body ?? {}));
}

export async function startTestLead(): Promise<TestLead> {
  const server: Server = createServer();
  const lead: TestLead = { baseUrl: "", steps: [], tokenSteps: [], tokenLifeSeconds: 86_400, calls: [], tokenCalls: [], stop: () => stop(server) };
  server.on("request", (request, response) => {
    void readBody(request).then((body) => {
      if (request.url === "/v1/oauth/token") {
        const asked = JSON.parse(body) as { client_id: string; scope: string };
        lead.tokenCalls.push({ clientId: asked.client_id, scope: asked.scope });
        const token = { access_token: `token-number-${lead.tokenCalls.length}`, token_type: "Bearer", scope: asked.scope, expires_in: lead.tokenLifeSeconds };
        play(lead.tokenSteps.shift() ?? { status: 200, body: token }, response);
        return;
      }
      lead.calls.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers, body });
      const step = (lead.steps.length > 1 ? lead.steps.shift() : lead.steps[0]) ?? { status: 500 };
      play(step, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  lead.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return lead;
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

export const testSecrets = ["new-secret-4f81c2", "old-secret-9a77e0"] as const;

/** A program with short limits at an address, with two credential pairs. */
export function testProgram(address: string, overrides: Partial<ProgramConfiguration> = {}): Program {
  const configuration: ProgramConfiguration = {
    slug: "everyday",
    name: "Everyday Checking",
    environment: "simulator",
    baseUrl: address,
    credentials: [
      { clientIdVariable: "NEW_ID", clientSecretVariable: "NEW_SECRET" },
      { clientIdVariable: "OLD_ID", clientSecretVariable: "OLD_SECRET" },
    ],
    supportedCapabilities: ["deposit"],
    clientIdLookup: true,
    limits: { attemptTimeoutMs: 1_000, actionDeadlineMs: 8_000, retryDelayMs: 5 },
    roles: { program_manager: ["everyday-program_manager"], compliance: [], support: [], auditor: [], administrator: [] },
    creditor: { name: "Lead Bank", address: "1801 Main Street, Kansas City, MO 64108" },
    agency: { name: "Agency", address: "Washington, DC" },
    ...overrides,
  };
  const environment = { PROGRAMS: JSON.stringify([configuration]), NEW_ID: "new-client", NEW_SECRET: testSecrets[0], OLD_ID: "old-client", OLD_SECRET: testSecrets[1] };
  const [program] = readPrograms(environment);
  if (!program) throw new Error("The test program was not read");
  return program;
}
