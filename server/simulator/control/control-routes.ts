import { Hono, type Context } from "hono";
import { z } from "zod";
import { FAULT_KINDS, faultSchema } from "../http/faults";
import { operationName } from "../http/operation";
import { DEPARTURES } from "../departures";
import { OPERATIONS } from "../operations";
import type { Simulator } from "../simulator";
import { switchesSchema } from "../switches";
import { ControlError, parsedBody, parsedQuery } from "./control-input";
import { changeAccount } from "./change-account";
import { createRecord } from "./create-record";
import { deliverAgain } from "./deliver-again";
import { listIds } from "./list-ids";

const text = z.string().min(1).optional();
const effectsQuery = z.strictObject({ key: text, account_id: text, program: text });
const callsQuery = z.strictObject({ key: text, route: text, program: text, limit: z.coerce.number().int().min(1).max(10_000).default(1_000) });
const FAULT_ROUTES = ["*", "POST /v1/oauth/token", ...OPERATIONS.map(operationName)];

/** The control surface, under a path that Lead does not have: unauthenticated, meant for loopback. */
export function controlRoutes(simulator: Simulator): Hono {
  const routes = new Hono();
  routes.onError((error, context) => {
    if (error instanceof ControlError) return context.json({ error: error.message }, error.status);
    throw error;
  });
  readRoutes(routes, simulator);
  faultRoutes(routes, simulator);
  stateRoutes(routes, simulator);
  return routes;
}

function readRoutes(routes: Hono, simulator: Simulator): void {
  routes.get("/health", (context) => context.json({ status: "ok", ...simulator.state.origin }));
  routes.get("/landmarks", (context) => context.json({ landmarks: simulator.state.landmarks }));
  routes.get("/departures", (context) => context.json({ departures: DEPARTURES, operations: FAULT_ROUTES.slice(1) }));
  routes.get("/accounts", (context) => context.json(listIds(simulator, "accounts", context.req.query())));
  routes.get("/entities", (context) => context.json(listIds(simulator, "entities", context.req.query())));
  routes.get("/applications", (context) => context.json(listIds(simulator, "applications", context.req.query())));
  routes.get("/effects", (context) => {
    const { key, account_id, program } = parsedQuery(effectsQuery, context.req.query());
    const effects = simulator.state.effects.find({ key, accountId: account_id, program });
    return context.json({ count: effects.length, effects });
  });
  routes.get("/calls", (context) => {
    const calls = simulator.calls.list(parsedQuery(callsQuery, context.req.query()));
    return context.json({ count: calls.length, calls });
  });
  routes.delete("/calls", (context) => {
    simulator.calls.clear();
    return context.json({ count: 0 });
  });
}

function faultRoutes(routes: Hono, simulator: Simulator): void {
  routes.get("/faults", (context) => context.json({ faults: simulator.faults.list(), routes: FAULT_ROUTES, kinds: FAULT_KINDS }));
  routes.delete("/faults", (context) => context.json({ cleared: simulator.faults.clear() }));
  routes.post("/faults", async (context) => {
    const fault = await parsedBody(faultSchema, context);
    if (!FAULT_ROUTES.includes(fault.route)) {
      throw new ControlError(`route: "${fault.route}" is unknown; GET /_simulator/faults lists the routes`);
    }
    return context.json(simulator.faults.add(fault));
  });
}

function stateRoutes(routes: Hono, simulator: Simulator): void {
  const now = () => new Date().toISOString();
  routes.get("/switches", (context) => context.json(simulator.switches));
  routes.put("/switches", async (context) => {
    const change = await parsedBody(switchesSchema.partial(), context);
    simulator.switches = { ...simulator.switches, ...change };
    return context.json(simulator.switches);
  });
  routes.post("/reset", (context) => {
    simulator.reset();
    return context.json({ status: "reset" });
  });
  routes.post("/keys/expire", (context) => context.json({ expired: simulator.state.expireKeys(now()) }));
  routes.post("/tokens/revoke", (context) => {
    simulator.tokens.revokeAll();
    return context.json({ status: "revoked" });
  });
  routes.patch("/accounts/:id", async (context) => context.json(await changeAccount(simulator, context.req.param("id"), context)));
  const creates = (kind: Parameters<typeof createRecord>[1]) => async (context: Context) =>
    context.json(await createRecord(simulator, kind, context));
  routes.post("/accounts", creates("accounts"));
  routes.post("/entities", creates("entities"));
  routes.post("/applications", creates("applications"));
  routes.post("/account-numbers", creates("account-numbers"));
  routes.post("/webhooks", async (context) => context.json(await deliverAgain(simulator, context)));
}
