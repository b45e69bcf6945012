import "server-only";
import { leadEvent } from "@/lib/lead/event";
import { eventId } from "@/lib/lead/ids";
import { db as sharedDatabase } from "../db/client";
import { intakeAnswer, intakeError } from "./intake-answer";
import { keepEvents } from "./lead-events";
import { jsonOf } from "./limited-json";
import { noteRefusal } from "./refusals";
import { consoleIntake, signedRequest } from "./signed-request";
import type { IntakeDeps, SignedWay } from "./signed-request";

export const webhookWay: SignedWay = { way: "webhooks", header: "lead-signature", scheme: "v0", mostBytes: 256 * 1024 };

/**
 * Takes one of Lead's events (FACTS 9). Answered as soon as it is kept: any 2xx ends Lead's resends. One that came
 * before is answered alike, since a resend may be the same bytes.
 */
export async function receiveWebhook(request: Request, slug: string, deps: IntakeDeps = consoleIntake(sharedDatabase())): Promise<Response> {
  const signed = await signedRequest(deps, request, slug, webhookWay);
  if (signed instanceof Response) return signed;
  const event = leadEvent.safeParse(jsonOf(signed.bytes));
  if (!event.success || !eventId.safeParse(event.data.id).success) {
    await noteRefusal(deps.db, signed.program.slug, "webhooks", "unreadable");
    return intakeError(400, { code: "event_invalid", message: "This is no event. Nothing was taken." });
  }
  await keepEvents(deps.db, signed.program.slug, "webhook", [event.data]);
  return intakeAnswer(200, { received: true });
}
