import type { ClosingFacts } from "./facts";

/** One account of a batch as its answers are given: what is asked of it depends on its facts. */
export type BatchAccount = { accountId: string; productName: string; facts: ClosingFacts; holders: { entityId: string; name: string }[] };

/** `today`: the program's business day. */
export type BatchContext = { accounts: BatchAccount[]; today: string };
