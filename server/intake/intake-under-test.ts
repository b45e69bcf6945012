import "server-only";
import { createHmac, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { DirectoryUnderTest } from "../directory/directory-under-test";
import type { Program } from "../programs";
import { Secret } from "../secret";
import { receiveAnnouncement } from "./announcements";
import type { IntakeDeps } from "./signed-request";
import { receiveWebhook } from "./webhooks";

process.env.DATA_ENCRYPTION_KEY ??= Buffer.alloc(32, 7).toString("base64");

type Slug = "everyday" | "growth";
export type Signing = { secret?: string; t?: number; header?: string | null; key?: string };
export type Answered = { status: number; body: Record<string, unknown> & { error?: { code: string; message: string; rows?: unknown[] } } };

export const secretOf = (slug: Slug, way: "announcements" | "webhooks", age: "new" | "old" = "new") => `${slug}-${way}-${age}-secret-value`;

/** What comes in from outside, on a real database and a real simulator. */
export class IntakeUnderTest {
  private constructor(readonly world: DirectoryUnderTest, readonly deps: IntakeDeps) {}

  static async start(): Promise<IntakeUnderTest> {
    const world = await DirectoryUnderTest.start();
    const programs = (["everyday", "growth"] as const).map((slug) => withSecrets(world.program(slug), slug));
    return new IntakeUnderTest(world, { db: world.db, programOf: (slug) => programs.find((program) => program.slug === slug) });
  }

  get db() {
    return this.world.db;
  }

  program(slug: Slug): Program {
    const found = this.deps.programOf(slug);
    if (!found) throw new Error(`no program ${slug}`);
    return found;
  }

  close = () => this.world.close();

  announce(slug: string, body: unknown, signing: Signing = {}): Promise<Answered> {
    const secret = signing.secret ?? secretOf(slug as Slug, "announcements");
    return answered(receiveAnnouncement(signedRequestOf(body, { ...signing, secret }, "announcement-signature", "v1"), slug, this.deps));
  }

  webhook(slug: string, body: unknown, signing: Signing = {}): Promise<Answered> {
    const secret = signing.secret ?? secretOf(slug as Slug, "webhooks");
    return answered(receiveWebhook(signedRequestOf(body, { ...signing, secret }, "lead-signature", "v0"), slug, this.deps));
  }

  /** An account at Lead that the directory does not know. */
  async newAccount(slug: Slug): Promise<{ accountId: string; entityId: string; clientCustomerId: string }> {
    const clientCustomerId = `cus-${randomUUID().slice(0, 8)}`;
    const passed = { result: "passed", screened_at: "2026-01-05T15:00:00.000Z" };
    const entity = await this.world.simulator.control<{ id: string }>("POST", "/entities", { program: slug, body: {
      type: "individual", client_customer_id: clientCustomerId, kyc_details: passed, ofac_details: passed,
      individual_details: {
        first_name: "Robin", last_name: "Test", date_of_birth: "1980-04-12", contact_methods: [{ type: "email", email: "robin@example.com" }],
        address_details: { physical_address: { line_1: "100 Main Street", city: "Kansas City", state: "MO", postal_code: "64105", country: "US" } },
        identification_details: { type: "us_entity", tax_identification: { type: "ssn", value: "123456789" } },
      },
    } });
    const account = await this.world.simulator.control<{ id: string }>("POST", "/accounts", { program: slug, body: {
      capabilities: ["deposit"], entities: { account_holders: [entity.id] }, details: { product_name: "Everyday Checking" }, documents: [],
    } });
    return { accountId: account.id, entityId: entity.id, clientCustomerId };
  }

  newNumber(slug: Slug, body: Record<string, unknown>): Promise<LeadNumber> {
    return this.world.simulator.control<LeadNumber>("POST", "/account-numbers", { program: slug, body });
  }

  /** Every row of a table as text: to show what is not in it. */
  async wholeTable(table: string): Promise<string> {
    const { rows } = await this.db.execute<{ whole: string }>(sql`SELECT row_to_json(t)::text AS whole FROM ${sql.identifier(table)} t`);
    return rows.map(({ whole }) => whole).join("\n");
  }

  async count(table: string): Promise<number> {
    const { rows } = await this.db.execute<{ count: number }>(sql`SELECT count(*)::int AS count FROM ${sql.identifier(table)}`);
    return rows[0]?.count ?? 0;
  }
}

export type LeadNumber = { id: string; account_number: string; account_id: string; status: string; created_at: string; updated_at: string } & Record<string, unknown>;

function withSecrets(program: Program, slug: Slug): Program {
  const way = (name: "announcements" | "webhooks") => ({ secrets: [new Secret(secretOf(slug, name)), new Secret(secretOf(slug, name, "old"))], toleranceSeconds: 300 });
  return { ...program, announcements: way("announcements"), webhooks: way("webhooks") };
}

export function signedRequestOf(body: unknown, { secret = "", t = Date.now(), header, key }: Signing, name: string, scheme: string): Request {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const value = header === undefined ? `t=${t},${scheme}=${createHmac("sha256", secret).update(`${t}.${text}`).digest("base64")}` : header;
  const headers = new Headers(key === undefined ? {} : { "idempotency-key": key });
  if (value !== null) headers.set(name, value);
  return new Request("http://console.test/", { method: "POST", headers, body: text });
}

async function answered(coming: Promise<Response>): Promise<Answered> {
  const response = await coming;
  return { status: response.status, body: (await response.json()) as Answered["body"] };
}
