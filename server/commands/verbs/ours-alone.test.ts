import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { permissionsOf } from "@/lib/permissions";
import { ok } from "@/lib/result";
import { notes } from "../../db/schema-holds";
import { accountDetail } from "../../queries/account-detail";
import { accountTimeline } from "../../queries/account-timeline";
import { addNote } from "./add-note";
import type { LocalCommand } from "../define-command";
import { runCommand } from "../run-command";
import { person } from "../command-test-bed";
import type { CommandTestBed } from "../command-test-bed";
import { startCommandWorld } from "../command-test-world";
import type { CommandWorld } from "../command-test-world";

let world: CommandWorld;
let bed: CommandTestBed;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

const [priya, carmen, sam] = [person("priya"), person("carmen"), person("sam")];
const done = { ok: true, value: { status: "succeeded", surprises: [] } };

describe("ours alone", () => {
  it("has one deadline for what it looks at and for what it sets going", async () => {
    const accountId = await bed.made();
    let lookedAt = 0;
    let answerBy = Number.POSITIVE_INFINITY;
    const watched: LocalCommand = {
      ...(addNote as LocalCommand),
      look: async () => {
        lookedAt = performance.now();
        return Promise.resolve(ok(undefined));
      },
      afterCommit: async (_deps, _context, by) => {
        answerBy = by;
        return Promise.resolve();
      },
    };
    const deps = { ...bed.deps, definitions: { ...bed.deps.definitions, "add-note": watched } };
    expect(await runCommand(deps, { actor: sam, submission: { program: bed.slug, name: "add-note", commandId: randomUUID(), input: { accountId, text: "Called" } } })).toMatchObject({ ok: true });
    expect(answerBy).toBeLessThanOrEqual(lookedAt + bed.program.limits.actionDeadlineMs);
  });

  it("keeps a note of compliance alone from everybody else, in the notes and on the trail", async () => {
    const accountId = await bed.made();
    const [open, secret] = [randomUUID(), randomUUID()];
    expect(await bed.run(priya, "add-note", { accountId, text: "For everybody" }, { id: open })).toMatchObject(done);
    expect(await bed.run(carmen, "add-note", { accountId, text: "For us alone", complianceOnly: true }, { id: secret })).toMatchObject(done);
    for (const colleague of [priya, sam]) {
      expect(await bed.run(colleague, "add-note", { accountId, text: "Mine", complianceOnly: true })).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only compliance can write notes for compliance alone." } });
    }
    for (const key of ["priya", "sam", "ada", "alex", "carmen"] as const) {
      const roles = person(key).roles;
      const caller = { actor: person(key), program: bed.program, roles, permissions: permissionsOf(roles) };
      const sees = key === "ada" || key === "carmen";
      const detail = await accountDetail(caller, accountId, bed.deps.db);
      expect(detail.ok && detail.value?.notes.map(({ id }) => id).sort(), key).toEqual(sees ? [open, secret].sort() : [open]);
      expect(detail.ok && detail.value?.mayWriteComplianceNotes, key).toBe(key === "carmen");
      const timeline = await accountTimeline(caller, accountId, {}, bed.deps.db);
      expect(timeline.ok && timeline.value.entries.some(({ commandId }) => commandId === open), key).toBe(true);
      expect(timeline.ok && timeline.value.entries.some(({ commandId }) => commandId === secret), key).toBe(sees);
    }
  });

  it("writes notes and holds, each once and each in the trail", async () => {
    const accountId = await bed.made();
    const id = randomUUID();
    const note = { accountId, text: "Called about the card" };
    const answers = await Promise.all([bed.run(sam, "add-note", note, { id }), bed.run(sam, "add-note", note, { id })]);
    for (const answer of answers) expect(answer).toMatchObject(done);
    expect(await bed.deps.db.select().from(notes).where(eq(notes.accountId, accountId))).toHaveLength(1);
    expect(await bed.trail(id)).toEqual(["add-note done"]);
    expect(await bed.run(priya, "place-hold", { accountId, type: "other", expiresOn: "2020-01-01" })).toMatchObject({ ok: false, problem: { fields: [{ path: "expiresOn" }] } });
    expect(await bed.run(sam, "add-note", { accountId, text: "We filed a suspicious activity report" })).toMatchObject({ ok: false, problem: { fields: [{ path: "text" }] } });
    expect(await bed.run(sam, "add-note", { accountId: "account_elsewhere", text: "x" })).toMatchObject({ ok: false, problem: { title: "The directory does not know this account." } });
  });
});
