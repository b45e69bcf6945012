import type { Put } from "./records";

/** One change, with the key that asked for it and the answer that a replay of that key gets. */
export type Effect = {
  sequence: number;
  at: string;
  program: string;
  operation: string;
  path: string;
  key: string | null;
  requestHash: string;
  accountId: string | null;
  response: unknown;
  puts: Put[];
};

type EffectSummary = Omit<Effect, "puts" | "requestHash" | "response">;

/** All effects since the fixtures, for tests that assert exactly one. */
export class EffectLog {
  private readonly summaries: EffectSummary[] = [];

  get count(): number {
    return this.summaries.length;
  }

  add({ sequence, at, program, operation, path, key, accountId }: Effect): void {
    this.summaries.push({ sequence, at, program, operation, path, key, accountId });
  }

  find(filter: { key?: string; accountId?: string; program?: string }): EffectSummary[] {
    return this.summaries.filter(
      (effect) =>
        (filter.key === undefined || effect.key === filter.key) &&
        (filter.accountId === undefined || effect.accountId === filter.accountId) &&
        (filter.program === undefined || effect.program === filter.program),
    );
  }
}
