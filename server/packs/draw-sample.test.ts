import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawSample } from "./draw-sample";

const rows = fc.uniqueArray(fc.record({ id: fc.uuid(), group: fc.constantFrom("paid_off", "client_closed", "correction") }), { selector: ({ id }) => id, maxLength: 60 });
const each = fc.integer({ min: 1, max: 20 });
const seed = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/);

describe("a random sample", () => {
  test("takes of each group as many as asked for, or all that there are, each once and in their order", () => {
    fc.assert(fc.property(rows, each, seed, (population, most, by) => {
      const drawn = drawSample(population, most, by);
      for (const group of ["paid_off", "client_closed", "correction"]) {
        expect(drawn.filter((row) => row.group === group)).toHaveLength(Math.min(most, population.filter((row) => row.group === group).length));
      }
      expect(drawn).toEqual(population.filter((row) => drawn.includes(row)));
    }));
  });

  test("is the same for the same seed, in whatever order the population comes", () => {
    fc.assert(fc.property(rows, each, seed, fc.infiniteStream(fc.nat()), (population, most, by, order) => {
      const shuffled = population.map((row) => ({ row, key: order.next().value as number })).sort((a, b) => a.key - b.key).map(({ row }) => row);
      const ids = (of: typeof population) => new Set(drawSample(of, most, by).map(({ id }) => id));
      expect(ids(shuffled)).toEqual(ids(population));
    }));
  });

  test("takes more without giving up what it had", () => {
    fc.assert(fc.property(rows, each, seed, (population, most, by) => {
      const more = drawSample(population, most + 1, by);
      for (const row of drawSample(population, most, by)) expect(more).toContain(row);
    }));
  });

  test("favours nobody: over many seeds each is drawn about as often", () => {
    const population = Array.from({ length: 10 }, (_, index) => ({ id: `record-${index}`, group: "paid_off" }));
    const times = new Map<string, number>();
    for (let count = 0; count < 2_000; count += 1) for (const { id } of drawSample(population, 3, `seed-${count}`)) times.set(id, (times.get(id) ?? 0) + 1);
    for (const { id } of population) expect(times.get(id)).toSatisfy((drawn: number) => drawn > 500 && drawn < 700);
  });
});
