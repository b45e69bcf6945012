import "server-only";
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database, Queryable } from "../db/client";
import { programBySlug } from "../programs";
import type { Program, SignedIntake } from "../programs";
import { Secret } from "../secret";
import { intakeError } from "./intake-answer";
import { limitedBytes } from "./limited-bytes";
import { noteRefusal } from "./refusals";
import type { IntakeWay } from "./refusals";
import { isSigned, parseSignature } from "./signature";

export type IntakeDeps = { db: Database; programOf: (slug: string) => Program | undefined };
export const consoleIntake = (db: Database): IntakeDeps => ({ db, programOf: programBySlug });

export type SignedWay = { way: IntakeWay; header: string; scheme: string; mostBytes: number };
export type SignedRequest = { program: Program; bytes: Buffer; t: string; toleranceSeconds: number };

/** What an unknown program, or one that takes nothing this way, is compared with: nobody knows it. */
const nobodys: SignedIntake = { secrets: [new Secret(randomBytes(32).toString("base64"))], toleranceSeconds: 300 };

const wrongSignature = () => intakeError(401, { code: "signature_invalid", message: "The signature does not fit. Nothing was taken." });
const stale = () => intakeError(401, { code: "signature_stale", message: "The signature's time is too far from the console's clock. Nothing was taken: sign again, with the time of now in milliseconds." });

const unread = {
  "too-large": (mostBytes: number) => intakeError(413, { code: "too_large", message: `The body is longer than ${mostBytes} bytes. Nothing was taken.` }),
  busy: () => intakeError(503, { code: "busy", message: "Too much is being received at once. Nothing was taken: send it again." }, { "retry-after": "5" }),
  "cut-short": () => intakeError(400, { code: "cut_short", message: "The body did not arrive whole. Nothing was taken: send it again." }),
};

/**
 * The raw body of a request whose signature fits and is of now, or the answer that turns it away. An unknown program
 * answers like a wrong signature, after the same work.
 */
export async function signedRequest(deps: IntakeDeps, request: Request, slug: string, way: SignedWay): Promise<SignedRequest | Response> {
  const program = deps.programOf(slug);
  const read = await limitedBytes(request, way.mostBytes);
  if (read.kind !== "bytes") return unread[read.kind](way.mostBytes);
  const { secrets, toleranceSeconds } = program?.[way.way] ?? nobodys;
  const signature = parseSignature(request.headers.get(way.header), way.scheme);
  const fits = signature !== undefined && isSigned(signature, secrets, read.bytes);
  if (!program || !fits) {
    // Not waited for: how long the answer takes must not tell which programs there are.
    if (program) void noteRefusal(deps.db, program.slug, way.way, "signature");
    return wrongSignature();
  }
  if (!(await isOfNow(deps.db, signature.t, toleranceSeconds))) {
    await noteRefusal(deps.db, program.slug, way.way, "stale");
    return stale();
  }
  return { program, bytes: read.bytes, t: signature.t, toleranceSeconds };
}

/** By the database's clock, which all instances share. */
async function isOfNow(db: Queryable, t: string, toleranceSeconds: number): Promise<boolean> {
  const { rows } = await db.execute<{ fits: boolean }>(sql`
    SELECT abs(extract(epoch FROM clock_timestamp()) * 1000 - ${t}::bigint) <= ${toleranceSeconds}::bigint * 1000 AS fits`);
  return rows[0]?.fits === true;
}
