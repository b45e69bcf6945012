import type { Context } from "hono";
import { z } from "zod";
import type { Simulator } from "../simulator";
import type { Delivery } from "../webhooks/webhook-sender";
import { ControlError, parsedBody } from "./control-input";

const requestSchema = z.strictObject({ program: z.string().min(1), id: z.string().min(1) });

/** Sends an event once more, as Lead may; named by its own id or by that of the object it speaks of. */
export async function deliverAgain(simulator: Simulator, context: Context): Promise<Delivery> {
  const { program, id } = await parsedBody(requestSchema, context);
  const event = simulator.state.store.program(program).events.find((known) => known.id === id || known.object.id === id);
  if (!event) throw new ControlError(`id: no event "${id}" in ${program}`, 404);
  return simulator.webhooks.deliver(program, event);
}
