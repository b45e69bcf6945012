import { createHmac } from "node:crypto";
import type { WebhookEndpoint } from "../settings";
import type { EventBody, Put } from "../store/records";

/** Every 3 hours, 24 times at most (FACTS 9). */
const RETRY_MS = 3 * 3_600_000;
const MOST_ATTEMPTS = 24;
const PATIENCE_MS = 10_000;

export type Delivery = { delivered: boolean; status: number | null };

/** Sends each new event to its program's endpoint, signed as Lead signs. What a restart loses, the list of events still has. */
export class WebhookSender {
  private readonly waiting = new Set<NodeJS.Timeout>();

  constructor(private readonly endpoints: readonly WebhookEndpoint[]) {}

  sendNew(puts: readonly Put[]): void {
    for (const put of puts) {
      if (put.kind === "event") void this.attempt(put.program, (put.record as { event: EventBody }).event, 1);
    }
  }

  /** One delivery, now. */
  async deliver(program: string, event: EventBody): Promise<Delivery> {
    const endpoint = this.endpoints.find((known) => known.program === program);
    if (!endpoint) return { delivered: false, status: null };
    const body = JSON.stringify(event);
    const t = String(Date.now());
    const signature = createHmac("sha256", endpoint.secret).update(`${t}.${body}`).digest("base64");
    const headers = { "content-type": "application/json", "lead-signature": `t=${t},v0=${signature}` };
    try {
      const answer = await fetch(endpoint.url, { method: "POST", headers, body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
      await answer.body?.cancel();
      return { delivered: answer.ok, status: answer.status };
    } catch {
      return { delivered: false, status: null };
    }
  }

  close(): void {
    for (const timer of this.waiting) clearTimeout(timer);
    this.waiting.clear();
  }

  private async attempt(program: string, event: EventBody, attempt: number): Promise<void> {
    if (!this.endpoints.some((known) => known.program === program)) return;
    const { delivered } = await this.deliver(program, event);
    if (delivered || attempt >= MOST_ATTEMPTS) return;
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      void this.attempt(program, event, attempt + 1);
    }, RETRY_MS).unref();
    this.waiting.add(timer);
  }
}
