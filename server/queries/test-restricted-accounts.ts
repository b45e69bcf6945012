import "server-only";
import { randomUUID } from "node:crypto";
import { samplePdf } from "@/lib/evidence/sample-files";
import { permissionsOf } from "@/lib/permissions";
import type { CommandName, ForeignCommandName } from "@/lib/command";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import { simulatorCredentials } from "../demo/demo-programs";
import type { Actor } from "@/lib/operator";
import { ownWordsCode } from "@/lib/closures/termination-reasons";
import { correctionSample } from "../closures/correction-samples";
import { paidOffSample } from "../closures/closing-samples";
import { carmen, priya, sam } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import type { ProcessWorld } from "../closures/process-test-world";
import { ownHandovers } from "./handovers";
import { uploadEvidence } from "../intake/upload-evidence";
import type { Caller } from "./authorise";

// Accounts that are restricted for every cause there is, and others on which compliance left what is not support's.

/** Stands in everything that a person words about a cause: no answer to support may contain it. */
export const planted = "planted-cause";

export function callerOf(bed: ProcessTestBed, actor: Actor): Caller {
  return { actor, program: bed.programOf(), roles: actor.roles, permissions: permissionsOf(actor.roles) };
}

const holdTypes = ["court-or-levy", "sanctions", "fraud", "deceased", "dispute", "returned-mail", "other"] as const;
const screened = { result: "passed", screened_at: "2026-01-05T15:00:00.000Z" };
const failed = { ...screened, result: "failed" };
const dormant = { reason: "dormant" } as const;
type Deactivation = { reason: "dormant" | "frozen" | "other"; note?: string; hold?: { type: string; reference: string } };

/** What makes an account of each kind, by its cause; those of one kind are the same to support. */
export class RestrictedAccounts {
  private readonly bed: ProcessTestBed;

  constructor(private readonly world: ProcessWorld) {
    this.bed = world.bed;
  }

  async active(standing: Record<string, unknown> = {}, capabilities = ["deposit"]): Promise<string> {
    const { id: holder } = await this.bed.control<{ id: string }>("POST", "/entities", {
      program: this.bed.program,
      body: {
        type: "individual", client_customer_id: `cus-${randomUUID().slice(0, 8)}`, kyc_details: screened, ofac_details: screened,
        individual_details: {
          first_name: "Robin", last_name: "Vale", date_of_birth: "1980-04-12", contact_methods: [{ type: "email", email: "robin@example.com" }],
          address_details: { physical_address: { line_1: "100 Main Street", city: "Kansas City", state: "MO", postal_code: "64105", country: "US" } },
          identification_details: { type: "us_entity", tax_identification: { type: "ssn", value: "123456789" } },
        },
      },
    });
    const body = { capabilities, entities: { account_holders: [holder] }, details: { product_name: "Everyday Checking" }, documents: [] };
    const { id } = await this.bed.control<{ id: string }>("POST", "/accounts", { program: this.bed.program, body });
    if (Object.keys(standing).length > 0) await this.screenAgain(holder, standing);
    await this.bed.remember(id);
    return id;
  }

  async inactive(how: Deactivation = dormant, standing: Record<string, unknown> = {}, capabilities = ["deposit"]): Promise<string> {
    const accountId = await this.active(standing, capabilities);
    const adverse = capabilities.length > 1 ? { determination: "adverse-action", actionTakenOn: "2026-01-05", noticeReasons: [{ code: ownWordsCode, text: planted }] } : {};
    await this.must(carmen, "deactivate-account", { accountId, ...how, ...adverse }, await this.seenBy("deactivate-account", accountId));
    return accountId;
  }

  async closed(): Promise<string> {
    const accountId = await this.active();
    await this.bed.control("PATCH", `/accounts/${accountId}`, { status: "closed", status_reason: "paid_off", details: { closed_at: "2026-10-01T10:00:00Z" } });
    await this.bed.remember(accountId);
    return accountId;
  }

  /** As the partner's own services do it: the console has no right to. */
  private async screenAgain(holder: string, screening: Record<string, unknown>): Promise<void> {
    const own = simulatorCredentials.find(({ program }) => program === this.bed.program);
    const grant = { grant_type: "client_credentials", client_id: own?.clientId, client_secret: own?.clientSecret, scope: "entity/read_write" };
    const token = await fetch(`${this.bed.simulatorUrl}/v1/oauth/token`, { method: "POST", body: JSON.stringify(grant) });
    const { access_token: access } = (await token.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access}`, "idempotency-key": randomUUID() };
    const answer = await fetch(`${this.bed.simulatorUrl}/v0/entities/${holder}`, { method: "PATCH", headers, body: JSON.stringify({ type: "individual", ...screening }) });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** As the screen of a person who sees everything makes it. */
  private async seenBy(name: ForeignCommandName, accountId: string): Promise<string> {
    return seenDigest(reliedOnPaths[name], (await this.bed.directory(accountId))?.body, []);
  }

  private async must(actor: Actor, name: CommandName, input: { accountId: string } & Record<string, unknown>, seen?: string, by = this.bed): Promise<string> {
    const answer = await by.submit(actor, name, input, seen);
    if (!answer.ok) throw new Error(`${name}: ${answer.problem.title} ${answer.problem.detail ?? ""} ${JSON.stringify(answer.problem.fields ?? [])}`);
    return input.accountId;
  }

  private hold = (accountId: string, type: string) => this.must(carmen, "place-hold", { accountId, type, reference: planted, note: planted });

  private async closing(accountId: string): Promise<string> {
    const request = await this.bed.request(accountId, paidOffSample());
    return this.must(priya, "request-closing", { accountId, processId: randomUUID(), request });
  }

  private async evidence(accountId: string): Promise<string> {
    const evidenceId = randomUUID();
    const file = samplePdf();
    const headers = { "x-file-name": `${planted}.pdf`, "content-length": String(file.length) };
    const request = new Request("http://localhost/", { method: "PUT", headers, body: new Blob([new Uint8Array(file)]).stream(), duplex: "half" } as RequestInit);
    const sent = await uploadEvidence(callerOf(this.bed, carmen), evidenceId, request, this.bed.deps.db);
    if (!sent.ok) throw new Error(sent.problem.title);
    return this.must(carmen, "add-evidence", { accountId, evidenceId, subject: { kind: "account", id: accountId }, description: planted });
  }

  private async death(accountId: string): Promise<string> {
    return this.must(carmen, "report-death", { accountId, entityId: await this.bed.holder(accountId), toldBy: planted, toldOn: "2026-01-05" });
  }

  private note = (accountId: string) => this.must(carmen, "add-note", { accountId, text: planted, complianceOnly: true });

  private async change(accountId: string, over: object = {}, by = this.world.halted): Promise<string> {
    return this.must(carmen, "change-inactive-reason", { act: "start", processId: randomUUID(), accountId, reason: "other", note: planted, ...over }, undefined, by);
  }

  private async elsewhere(accountId: string, change: Record<string, unknown>): Promise<string> {
    await this.bed.control("PATCH", `/accounts/${accountId}`, change);
    await this.bed.remember(accountId);
    return accountId;
  }

  /** Inactive and restricted: the same to support, whatever the cause. */
  readonly restricted: Record<string, () => Promise<string>> = {
    ...Object.fromEntries(holdTypes.map((type) => [`a hold: ${type}`, async () => this.hold(await this.inactive(), type)])),
    "several holds": async () => this.hold(await this.hold(await this.inactive(), "fraud"), "deceased"),
    "frozen, with its hold": () => this.inactive({ reason: "frozen", note: planted, hold: { type: "sanctions", reference: planted } }),
    "frozen elsewhere": async () => this.elsewhere(await this.inactive(), { status_reason: "frozen" }),
    "a reason that Lead added later": async () => this.elsewhere(await this.inactive(), { status_reason: "under_review" }),
    "other, not marked": () => this.inactive({ reason: "other", note: planted }),
    "a holder who fails KYC": () => this.inactive(dormant, { kyc_details: failed }),
    "a holder who fails OFAC": () => this.inactive(dormant, { ofac_details: failed }),
    "the case of a holder who has died": async () => this.death(await this.inactive()),
    "a closing under way": async () => this.closing(await this.inactive()),
    "a change of the reason under way": async () => this.change(await this.inactive()),
    "a hold, with a note and evidence of compliance": async () => this.evidence(await this.note(await this.hold(await this.inactive(), "fraud"))),
  };

  /** Dormant and free: what is not support's leaves no trace. */
  readonly dormant: Record<string, () => Promise<string>> = {
    "nothing": () => this.inactive(),
    "a note of compliance": async () => this.note(await this.inactive()),
    "evidence": async () => this.evidence(await this.inactive()),
  };

  readonly free: Record<string, () => Promise<string>> = {
    "nothing": () => this.active(),
    "a note of compliance": async () => this.note(await this.active()),
    "evidence": async () => this.evidence(await this.active()),
    "a closing that waits": async () => this.closing(await this.active()),
  };

  /** Not closed, and somebody is to look at it. */
  readonly held: Record<string, () => Promise<string>> = {
    "a hold": async () => this.hold(await this.active(), "fraud"),
    "two holds": async () => this.hold(await this.hold(await this.active(), "dispute"), "sanctions"),
  };

  readonly closedToCorrect: Record<string, () => Promise<string>> = {
    "a hold": async () => this.hold(await this.closed(), "fraud"),
    "a correction under way": async () => {
      const accountId = await this.closed();
      const plan = { ...correctionSample(accountId, await this.bed.holder(accountId)), note: planted, foundBy: planted };
      return this.must(carmen, "correct-closure", { act: "start", processId: randomUUID(), accountId, plan }, undefined, this.world.halted);
    },
  };

  /** With everything that an account can have beside: each twice, restricted for another cause. */
  readonly whole: Record<string, () => Promise<string>> = {
    "a hold, handed over": async () => this.hold(await this.lived(), "deceased"),
    "frozen elsewhere, handed over": async () => this.elsewhere(await this.lived(), { status_reason: "frozen" }),
  };

  private async lived(): Promise<string> {
    const accountId = await this.inactive(dormant, {}, ["deposit", "credit_without_underwriting"]);
    const credit = { currency: "USD", available_credit: 500, limit: 1_000, max_limit: 2_000, is_mla: false, scra: { start_date: "2026-01-01", end_date: "2027-01-01" } };
    const documents = [{ document_id: "terms.pdf", type: "account_agreement", displayed_at: "2026-01-05T10:00:00Z" }];
    const notice = { delivered_at: "2026-02-05T10:00:00Z", reason: planted, delivery_method: "email" };
    await this.elsewhere(accountId, { metadata: { branch: "Kansas City" }, documents, details: { credit, adverse_action_notice: notice } });
    await this.must(sam, "add-note", { accountId, text: "Asks for a new card" });
    const contact = { verifiedBy: "one-time-code", channel: "phone", at: "2026-01-05T10:00:00Z" };
    await this.must(sam, "record-owner-contact", { accountId, contact });
    await this.must(sam, "hand-over", { accountId, wants: "Wants the card back", contact, restrict: true });
    const [open] = await ownHandovers(callerOf(this.bed, sam), this.bed.deps.db);
    return this.must(carmen, "answer-handover", { accountId, handoverId: open?.id, outcome: "stays", tell: "We write to you." });
  }
}
