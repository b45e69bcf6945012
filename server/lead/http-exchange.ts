import "server-only";
import { abortLink } from "./abort-link";
import { failedBeforeSending } from "./lead-error";

export interface Exchange {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** This try's time limit, until the last byte of the answer. Milliseconds. */
  timeoutMs: number;
  signal?: AbortSignal;
}

/** One request and its answer, or how it failed. */
export type ExchangeResult =
  | { kind: "response"; status: number; headers: Headers; body: unknown; isJson: boolean }
  | { kind: "failed"; ending: "not-reached" | "timeout" | "connection-lost" | "canceled" };

/** No answer of Lead's comes near this; more is not read. */
const maxAnswerBytes = 4 * 1024 * 1024;

async function readText(response: Response): Promise<string | undefined> {
  if (!response.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxAnswerBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string | undefined): { body: unknown; isJson: boolean } {
  if (text === undefined) return { body: undefined, isJson: false };
  try {
    return { body: JSON.parse(text), isJson: true };
  } catch {
    return { body: undefined, isJson: false };
  }
}

/** Sends once, follows no redirect, and never throws for what the network does. */
export async function exchange({ url, method, headers, body, timeoutMs, signal }: Exchange): Promise<ExchangeResult> {
  const link = abortLink(timeoutMs, signal);
  try {
    // The signal also keeps the framework from sharing one answer between requests.
    const response = await fetch(url, { method, headers, body, signal: link.signal, redirect: "manual", cache: "no-store" });
    const { status, headers: answerHeaders } = response;
    return { kind: "response", status, headers: answerHeaders, ...parseJson(await readText(response)) };
  } catch (error) {
    if (link.timedOut()) return { kind: "failed", ending: "timeout" };
    if (signal?.aborted) return { kind: "failed", ending: "canceled" };
    return { kind: "failed", ending: failedBeforeSending(error) ? "not-reached" : "connection-lost" };
  } finally {
    link.release();
  }
}

/** Lead's own id of a request. The header is not documented; these are the usual names. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get("x-request-id") ?? headers.get("request-id") ?? undefined;
}
