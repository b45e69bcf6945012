import type { AuditEntry } from "./audit-entry";
import type { Sentence } from "./change-sentence";

/** What left, or was drawn to leave: ": the record of a closing", ": 12 records, a random sample", ": 1,204 accounts". */
export function exportWords(details: AuditEntry["details"]): Sentence {
  if (details.what === "closing-record") return [": the record of a closing"];
  if (details.what === "closing-letters") return [details.which === "corrective" ? ": the corrective letters of a closing" : ": the letters of a closing"];
  if (details.what === "examiner-pack") return [": an examiner’s pack", ...packWords(" of ", details)];
  if (typeof details.pack === "string") return packWords(": ", details);
  return typeof details.rows === "number" ? rowsWords(details.rows, details) : [];
}

function packWords(before: string, { records, by, brokenOff }: AuditEntry["details"]): Sentence {
  if (typeof records !== "number") return [];
  const count = records === 1 ? "1 record" : `${records.toLocaleString("en-US")} records`;
  return [before, { strong: count }, ...(by === "sample" ? [", a random sample"] : []), ...(brokenOff === undefined ? [] : [", then it was broken off"])];
}

/** One, many, and under which name the asked entry has how many there are. */
const exported: Record<string, { one: string; many: string; total: string }> = {
  accounts: { one: "account", many: "accounts", total: "accounts" },
  activity: { one: "entry of the trail", many: "entries of the trail", total: "entries" },
  register: { one: "entry of the register", many: "entries of the register", total: "registered" },
};

/** How much left, and where it was broken off of how much. */
function rowsWords(rows: number, details: AuditEntry["details"]): Sentence {
  const { one = "account", many = "accounts", total = "accounts" } = exported[String(details.what)] ?? {};
  const all = details[total];
  const some = (count: number) => (count === 1 ? `1 ${one}` : `${count.toLocaleString("en-US")} ${many}`);
  if (details.brokenOff === undefined || typeof all !== "number") return [`: ${some(rows)}`];
  return [`: ${rows.toLocaleString("en-US")} of ${some(all)}, then it was broken off`];
}
