import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { EvidenceSubject, EvidenceSubjectKind } from "@/lib/evidence/evidence-inputs";
import type { Queryable } from "../db/client";
import { processes } from "../db/schema";
import { holds } from "../db/schema-holds";

type Asked = { program: string; accountId: string; id: string };

const isUuid = (id: string) => z.uuid().safeParse(id).success;

/** Whether what the evidence is about exists, in this program and on this account. */
const subjects = {
  account: async (_tx, { accountId, id }) => id === accountId,
  process: async (tx, { program, accountId, id }) =>
    isUuid(id) && (await tx.select({ id: processes.id }).from(processes).where(and(eq(processes.id, id), eq(processes.program, program), eq(processes.accountId, accountId)))).length > 0,
  hold: async (tx, { program, accountId, id }) =>
    isUuid(id) && (await tx.select({ id: holds.id }).from(holds).where(and(eq(holds.id, id), eq(holds.program, program), eq(holds.accountId, accountId)))).length > 0,
} satisfies Record<EvidenceSubjectKind, (tx: Queryable, asked: Asked) => Promise<boolean>>;

export function subjectExists(tx: Queryable, program: string, accountId: string, { kind, id }: EvidenceSubject): Promise<boolean> {
  return subjects[kind](tx, { program, accountId, id });
}
