import "server-only";
import { z } from "zod";
import { isAccountId } from "@/lib/lead/ids";
import { jsonOf } from "./limited-json";
import type { IntakeError } from "./intake-answer";

export const mostAnnounced = 1_000;

const body = z.strictObject({ account_ids: z.array(z.unknown()) });

export type AnnouncedIds = { ok: true; ids: string[] } | { ok: false; status: 400 | 422; error: IntakeError };

const refused = (status: 400 | 422, code: string, message: string, rows?: IntakeError["rows"]): AnnouncedIds => ({ ok: false, status, error: { code, message, rows } });

/** `{"account_ids": [...]}`, 1 to 1,000 of them, or what is wrong with it: every malformed id by its row, from 1. */
export function announcedIds(bytes: Uint8Array): AnnouncedIds {
  const json = jsonOf(bytes);
  if (json === undefined) return refused(400, "not_json", "The body is not JSON in UTF-8. Nothing was taken.");
  const parsed = body.safeParse(json);
  if (!parsed.success) return refused(422, "body_invalid", 'Expected {"account_ids": ["account_…", …]} and nothing else. Nothing was taken.');
  const ids = parsed.data.account_ids;
  if (ids.length === 0) return refused(422, "body_invalid", "account_ids is empty. Nothing was taken.");
  if (ids.length > mostAnnounced) {
    return refused(422, "too_many", `At most ${mostAnnounced} ids fit into one call; this one has ${ids.length}. Nothing was taken: send them in several calls.`);
  }
  const rows = ids.flatMap((id, index) => (isAccountId(id) ? [] : [{ row: index + 1, value: shown(id), problem: "Expected an account id: account_ and letters, digits or _" }]));
  if (rows.length > 0) return refused(422, "ids_invalid", `${rows.length === 1 ? "One id is" : `${rows.length} ids are`} malformed. Nothing was taken: correct the rows and send the call again.`, rows);
  return { ok: true, ids: ids.filter(isAccountId) };
}

const mostShown = 60;

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}
