import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissionsOf } from "@/lib/permissions";
import { person } from "../commands/command-test-bed";
import type { CommandTestBed } from "../commands/command-test-bed";
import { startCommandWorld } from "../commands/command-test-world";
import type { CommandWorld } from "../commands/command-test-world";
import { auditEntries, leadCalls } from "../db/schema";
import type { Caller } from "./authorise";
import { maskedCallerFacts, revealCallerFact } from "./caller-facts";

let world: CommandWorld;
let bed: CommandTestBed;
beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
});
afterAll(() => world.close());

function caller(who: Parameters<typeof person>[0]): Caller {
  const actor = person(who);
  return { actor, program: bed.program, roles: actor.roles, permissions: permissionsOf(actor.roles) };
}

async function shown(accountId: string) {
  const answer = await maskedCallerFacts(caller("sam"), accountId, { db: bed.deps.db });
  if (!answer.ok) throw new Error(answer.problem.title);
  return answer.value;
}

const revealed = () => bed.deps.db.select().from(auditEntries).where(eq(auditEntries.action, "reveal-caller-fact")).orderBy(desc(auditEntries.seq));

describe("what an agent sees to verify a caller", () => {
  it("is masked, and each reveal is one value and one entry of the trail that does not tell it", async () => {
    const accountId = await bed.made();
    const [holder] = await shown(accountId);
    expect(holder?.facts.length).toBeGreaterThan(1);
    for (const fact of holder?.facts ?? []) {
      expect(Object.keys(fact).sort()).toEqual(["key", "label", "masked"]);
      const whole = await revealCallerFact(caller("sam"), accountId, holder?.entityId ?? "", fact.key, { db: bed.deps.db });
      if (!whole.ok) throw new Error(whole.problem.title);
      expect(JSON.stringify(holder)).not.toContain(whole.value.value);
      const [entry] = await revealed();
      expect(entry).toMatchObject({ accountId, actor: "person-sam", details: { fact: fact.label, entity: holder?.entityId } });
      expect(JSON.stringify(entry)).not.toContain(whole.value.value);
      expect(JSON.stringify(await bed.deps.db.select().from(leadCalls))).not.toContain(whole.value.value);
    }
    expect(await revealed()).toHaveLength(holder?.facts.length ?? 0);
  });

  it("is of a holder of this very account", async () => {
    const [accountId, other] = [await bed.made(), await bed.made({ relationships: [{ entity_id: bed.entity("prospectBusiness"), relationship_type: "account_holder" }] })];
    const before = (await revealed()).length;
    const [holder] = await shown(other);
    expect(await revealCallerFact(caller("sam"), accountId, holder?.entityId ?? "", "contact-0", { db: bed.deps.db })).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await revealCallerFact(caller("sam"), other, holder?.entityId ?? "", "date_of_birth", { db: bed.deps.db })).toMatchObject({ ok: false });
    expect(await revealed()).toHaveLength(before);
  });

  it("is nothing for auditors and administrators, who take no calls", async () => {
    const accountId = await bed.made();
    for (const who of ["ada", "alex"] as const) {
      expect(await maskedCallerFacts(caller(who), accountId, { db: bed.deps.db })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
      expect(await revealCallerFact(caller(who), accountId, bed.entity("prospectIndividual"), "contact-0", { db: bed.deps.db })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    }
  });
});
