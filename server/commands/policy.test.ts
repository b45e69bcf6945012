import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { and, eq } from "drizzle-orm";
import type { CommandName } from "@/lib/command";
import { may, permissions, roles } from "@/lib/permissions";
import type { Permission, Role } from "@/lib/permissions";
import { auditEntries, commands } from "../db/schema";
import type { CommandTestBed } from "./command-test-bed";
import { startCommandWorld } from "./command-test-world";
import type { CommandWorld } from "./command-test-world";
import type { CommandDefinitions } from "./command-deps";
import { processCommandId } from "./command-id";
import { commandDefinitions } from "./command-registry";
import { runCommand } from "./run-command";

let world: CommandWorld;
let bed: CommandTestBed;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
});
afterAll(() => world.close());

const definitions: CommandDefinitions = commandDefinitions;
const names = Object.keys(commandDefinitions) as CommandName[];
const otherWays: Partial<Record<CommandName, Permission[]>> = {
  "update-account": ["update-account", "update-protections"],
  "remove-relationship": ["remove-relationship", "remove-deceased-holder"],
};
/** A command's permission is its own name; one is of a process, and two have a second way in. */
const permissionsOf = (name: CommandName): Permission[] =>
  name === "reopen-account" ? ["correct-closure"] : otherWays[name] ?? [name as Permission];

const asks = names.flatMap((name) => roles.map((role) => [name, role] as const));

async function submit(name: CommandName, held: readonly Role[], process: boolean) {
  const actor = { subject: `person-${held.join("-") || "nobody"}`, name: "Somebody", roles: held };
  const step = process ? { id: randomUUID(), kind: "closing" as const, step: "step", attempt: 1 } : undefined;
  const commandId = step ? processCommandId(step) : randomUUID();
  const answer = await runCommand(bed.deps, { actor, submission: { program: bed.slug, name, commandId, input: { nothing: "fits" } }, process: step });
  return { answer, commandId };
}

describe("the policy at the action itself", () => {
  it.each(names)("%s names the permission of the policy table", (name) => {
    expect(definitions[name]?.permissions).toEqual(permissionsOf(name));
    for (const permission of permissionsOf(name)) expect(permissions).toHaveProperty(permission);
  });

  it.each(asks)("%s by %s", async (name, role) => {
    const permitted = permissionsOf(name).some((permission) => may([role], permission));
    const { answer, commandId } = await submit(name, [role], true);
    // Whoever is let in is stopped by the schema: the input fits no command.
    expect(answer).toMatchObject({ ok: false, problem: { kind: permitted ? "invalid" : "forbidden" } });
    const denials = await bed.deps.db.select().from(auditEntries).where(and(eq(auditEntries.commandId, commandId), eq(auditEntries.outcome, "denied")));
    expect(denials).toHaveLength(permitted ? 0 : 1);
    if (!permitted) expect(denials[0]).toMatchObject({ action: name, actorRoles: [role] });
  });

  it.each(names)("%s by no role at all", async (name) => {
    expect((await submit(name, [], true)).answer).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });

  it("left no command behind", async () => {
    expect(await bed.deps.db.select().from(commands)).toEqual([]);
  });
});
