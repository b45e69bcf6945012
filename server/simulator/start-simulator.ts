import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { controlRoutes } from "./control/control-routes";
import { endpointOf } from "./http/perform";
import { notFound, refusalBody } from "./http/refusal";
import { serveEndpoint, type SimulatorEnv } from "./http/serve-endpoint";
import { TOKEN_ENDPOINT } from "./http/token-endpoint";
import { OPERATIONS } from "./operations";
import type { SimulatorOptions } from "./settings";
import { Simulator } from "./simulator";

export type RunningSimulator = { url: string; close: () => Promise<void> };

/**
 * Starts a simulator in this process and answers once it listens. Rejects when the port is taken: the port comes
 * first, so that a second start on the same journal does not touch it.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const host = options.host ?? "127.0.0.1";
  const server = createServer();
  await listen(server, options.port ?? 0, host);
  try {
    return serve(server, host, options);
  } catch (error) {
    server.close();
    throw error;
  }
}

function serve(server: Server, host: string, options: SimulatorOptions): RunningSimulator {
  const temporary = options.dataFolder === undefined ? mkdtempSync(join(tmpdir(), "lead-simulator-")) : null;
  const simulator = new Simulator({
    dataFolder: options.dataFolder ?? temporary ?? "",
    seed: options.seed ?? "lead-simulator",
    now: options.now ?? `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`,
    credentials: options.credentials,
    webhooks: options.webhooks,
  });
  const answer = getRequestListener(simulatorApp(simulator).fetch);
  server.on("request", (incoming, outgoing) => void answer(incoming, outgoing));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      simulator.close();
      if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
    },
  };
}

function simulatorApp(simulator: Simulator): Hono<SimulatorEnv> {
  const app = new Hono<SimulatorEnv>();
  for (const endpoint of [TOKEN_ENDPOINT, ...OPERATIONS.map(endpointOf)]) {
    app.on(endpoint.method, endpoint.path, serveEndpoint(simulator, endpoint));
  }
  app.route("/_simulator", controlRoutes(simulator));
  app.notFound((context) =>
    context.json(refusalBody(notFound([], "No such operation."), simulator.switches, "absent"), 404),
  );
  return app;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}
