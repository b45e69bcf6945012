import "server-only";
import { permissionsOf } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import { openDatabase } from "../db/client";
import type { Database } from "../db/client";
import { createTestDatabase } from "../demo/test-database";
import type { Program } from "../programs";
import type { Caller } from "../queries/authorise";
import { SimulatorUnderTest } from "../simulator/simulator-under-test";
import { remember } from "./remember";
import { testPrograms } from "./test-programs";
import type { Slug } from "./test-programs";

/** A real database and a real simulator, and people of every role. */
export class DirectoryUnderTest {
  private constructor(
    readonly db: Database,
    readonly simulator: SimulatorUnderTest,
    private readonly programs: Program[],
    readonly close: () => Promise<void>,
    /** The application's own role. */
    readonly databaseUrl: string,
  ) {}

  static async start(): Promise<DirectoryUnderTest> {
    const [database, simulator] = await Promise.all([createTestDatabase(), SimulatorUnderTest.start()]);
    const { db, pool } = openDatabase(database.appUrl);
    return new DirectoryUnderTest(db, simulator, testPrograms(simulator.url), async () => {
      await pool.end();
      await database.drop();
      await simulator.close();
    }, database.appUrl);
  }

  /** With every account of `growth` in its directory. */
  static async seeded(): Promise<{ world: DirectoryUnderTest; ids: string[] }> {
    const world = await DirectoryUnderTest.start();
    const ids = await world.accountIds("growth");
    await remember(world.program("growth"), ids, "seeded", { db: world.db, concurrency: 8 });
    return { world, ids };
  }

  program(slug: Slug): Program {
    const found = this.programs.find((program) => program.slug === slug);
    if (!found) throw new Error(`no program ${slug}`);
    return found;
  }

  caller(role: Role, slug: Slug = "growth"): Caller {
    return { actor: { subject: `person-${role}`, name: `A ${role}`, roles: [role] }, program: this.program(slug), roles: [role], permissions: permissionsOf([role]) };
  }

  async control(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<void> {
    const response = await fetch(`${this.simulator.url}/_simulator${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  }

  async accountIds(slug: Slug): Promise<string[]> {
    const response = await fetch(`${this.simulator.url}/_simulator/accounts?program=${slug}`);
    const { objects } = (await response.json()) as { objects: { id: string }[] };
    return objects.map(({ id }) => id);
  }
}
