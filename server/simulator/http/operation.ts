import type { Put } from "../store/records";
import type { ProgramStore } from "../store/store";
import type { Credential } from "../settings";
import type { Switches } from "../switches";
import type { StatusStyle } from "./refusal";

/** One authorised and well-keyed call, as a rule sees it. */
export type Call = {
  program: string;
  store: ProgramStore;
  credential: Credential;
  switches: Switches;
  /** ISO 8601, the time of this call. */
  now: string;
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  mint: (prefix: string) => string;
};

/** What a successful call answers (always 200) and the records it leaves behind; no puts, no effect. */
export type Answer = { body: unknown; puts?: Put[]; accountId?: string };

type KeyRule = {
  presence: "required" | "optional";
  /** Status of a key reused with another request (FACTS 7). */
  mismatch: 409 | 422;
};

/** One operation of Lead's API. Rules throw a Refusal; they run to the end without yielding. */
export type Operation = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** As Lead writes it, with `:name` for a parameter. */
  path: string;
  /** Any one of these scopes will do. */
  scopes: readonly string[];
  key?: KeyRule;
  body: "json" | "optional" | "none";
  errorStatus: StatusStyle;
  /** Present where a switch decides whether the operation exists at all. */
  exists?: (switches: Switches, query: URLSearchParams) => boolean;
  handle: (call: Call) => Answer;
};

export const operationName = (operation: { method: string; path: string }) => `${operation.method} ${operation.path}`;
