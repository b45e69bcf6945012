import type { Landmark } from "./fixtures/world-builder";
import type { SimulatorOptions } from "./settings";
import { startSimulator } from "./start-simulator";

type Program = "everyday" | "growth";
type Sent = { body?: unknown; key?: string | null; program?: Program; scope?: string };
export type Body = Record<string, unknown> & { id: string; status: string; status_reason: string; updated_at: string };
export type Reply = { status: number; headers: Headers; body: Body };

/** A simulator in this process, and a caller that knows its programs. */
export class SimulatorUnderTest {
  private readonly tokens = new Map<string, string>();
  private keys = 0;

  private constructor(
    readonly url: string,
    readonly close: () => Promise<void>,
    readonly landmarks: Record<Program, Record<string, Landmark>>,
  ) {}

  static async start(options: SimulatorOptions = {}): Promise<SimulatorUnderTest> {
    const { url, close } = await startSimulator({ seed: "test", ...options });
    const { landmarks } = (await (await fetch(`${url}/_simulator/landmarks`)).json()) as { landmarks: never };
    return new SimulatorUnderTest(url, close, landmarks);
  }

  landmark(name: string, program: Program = "growth"): Required<Landmark> {
    const found = this.landmarks[program][name];
    if (!found) throw new Error(`no landmark ${name} in ${program}`);
    return found as Required<Landmark>;
  }

  async token(program: Program, scope?: string): Promise<string> {
    const name = `${program} ${scope ?? ""}`;
    const held = this.tokens.get(name);
    if (held) return held;
    const body = JSON.stringify({ grant_type: "client_credentials", client_id: `${program}-client`, client_secret: `${program}-secret`, scope });
    const response = await fetch(`${this.url}/v1/oauth/token`, { method: "POST", body });
    const { access_token } = (await response.json()) as { access_token: string };
    this.tokens.set(name, access_token);
    return access_token;
  }

  forgetTokens(): void {
    this.tokens.clear();
  }

  /** `key: null` sends none; left out, a fresh one. Rejects when no answer comes. */
  async send(method: string, path: string, { body, key, program = "growth", scope }: Sent = {}): Promise<Response> {
    this.keys += 1;
    const headers = new Headers({ authorization: `Bearer ${await this.token(program, scope)}` });
    if (method !== "GET" && key !== null) headers.set("idempotency-key", key ?? `test-${this.keys}`);
    return fetch(`${this.url}${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  async call(method: string, path: string, sent: Sent = {}): Promise<Reply> {
    const response = await this.send(method, path, sent);
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  }

  async control<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/_simulator${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    return (await response.json()) as T;
  }

  async effectCount(filter: { key?: string; account_id?: string }): Promise<number> {
    const { count } = await this.control<{ count: number }>("GET", `/effects?${new URLSearchParams(filter)}`);
    return count;
  }
}
