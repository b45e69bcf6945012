import "server-only";
import { createHash } from "node:crypto";

/** The place of a record in the draw: the script in the pack computes the same. */
export function drawKey(seed: string, recordId: string): string {
  return createHash("sha256").update(`${seed}:${recordId}`).digest("hex");
}

/** Of each group as many as are asked for, or all that there are: those whose keys come first. In the order of the population. */
export function drawSample<Row extends { id: string; group: string }>(population: readonly Row[], each: number, seed: string): Row[] {
  const drawn = new Set<string>();
  for (const group of new Set(population.map((row) => row.group))) {
    const keyed = population.filter((row) => row.group === group).map(({ id }) => ({ id, key: drawKey(seed, id) }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const { id } of keyed.slice(0, each)) drawn.add(id);
  }
  return population.filter(({ id }) => drawn.has(id));
}
