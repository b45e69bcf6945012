import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

export type Landmark = {
  account_id: string;
  client_account_id: string;
  entity_id: string;
  client_customer_id: string;
  application_id: string;
  account_number_id: string;
  subledger_balance_id: string;
};
export type Reply = { operation: string; status: number; body: unknown };
type Program = "everyday" | "growth";
type Sent = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown; key?: string; token?: string };

/** The simulator as it is run: its own process, spoken to over HTTP. */
export class SimulatorProcess {
  private readonly tokens = new Map<string, string>();
  private keys = 0;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly landmarks: Record<Program, Record<string, Landmark>>,
  ) {}

  static async start(): Promise<SimulatorProcess> {
    const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "server/simulator/main.ts"], {
      env: { ...process.env, SIMULATOR_PORT: "0", SIMULATOR_HOST: "127.0.0.1", SIMULATOR_SEED: "contract" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let said = "";
      const listen = (chunk: Buffer) => {
        said += chunk.toString();
        const found = said.match(/Lead simulator: (\S+)/)?.[1];
        if (found) resolve(found);
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.once("exit", () => reject(new Error(`the simulator stopped: ${said}`)));
    });
    const { landmarks } = (await (await fetch(`${url}/_simulator/landmarks`)).json()) as { landmarks: never };
    return new SimulatorProcess(child, url, landmarks);
  }

  async stop(): Promise<void> {
    this.child.kill("SIGTERM");
    await once(this.child, "exit");
  }

  landmark(name: string, program: Program = "growth"): Landmark {
    const found = this.landmarks[program][name];
    if (!found) throw new Error(`no landmark ${name} in ${program}`);
    return found;
  }

  async control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/_simulator${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async token(scope?: string, program: Program = "growth"): Promise<string> {
    const name = `${program} ${scope ?? ""}`;
    const known = this.tokens.get(name);
    if (known) return known;
    const response = await fetch(`${this.url}/v1/oauth/token`, {
      method: "POST",
      body: JSON.stringify({
        grant_type: "client_credentials", client_id: `${program}-client`, client_secret: `${program}-secret`, scope,
      }),
    });
    const { access_token } = (await response.json()) as { access_token: string };
    this.tokens.set(name, access_token);
    return access_token;
  }

  freshKey(): string {
    this.keys += 1;
    return `contract-${this.keys}`;
  }

  /** `operation` as "POST /v0/accounts/:id/close". A body that is a string is sent as it is. */
  async call(operation: string, { params = {}, query = {}, body, key, token }: Sent = {}): Promise<Reply> {
    const [method = "GET", template = ""] = operation.split(" ");
    const path = template.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
    const search = new URLSearchParams(query).toString();
    const response = await fetch(`${this.url}${path}${search ? `?${search}` : ""}`, {
      method,
      headers: {
        authorization: `Bearer ${token ?? (await this.token())}`,
        ...(method === "GET" ? {} : { "idempotency-key": key ?? this.freshKey() }),
      },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    });
    return { operation, status: response.status, body: await response.json() };
  }
}
