import "server-only";
import { packAskWords, packGroupWords } from "@/lib/closures/examiner-pack";
import { kindNames } from "@/lib/closures/record-words";
import { csvLine } from "@/lib/csv";
import { zonedTimeWords } from "@/lib/fields/zoned-time";
import type { PackedRecord, PackHeading, PackVerification } from "./manifest";

/** One record with what a reader looks for first. */
export type IndexRow = PackedRecord & { productName: string; standing: string; askedBy: string; decidedBy: string; noticeDueOn: string; noticeInTime: boolean | null };

export type PackIndex = {
  heading: PackHeading;
  rows: IndexRow[];
  /** Of a sample: how many ended in the period, by group. */
  drawnFrom: { group: PackedRecord["group"]; ended: number; taken: number }[] | null;
  seed: string | null;
  notEnded: number;
  verification: PackVerification;
};

const columns: readonly { name: string; cell: (row: IndexRow) => string }[] = [
  { name: "record", cell: ({ id }) => id },
  { name: "kind", cell: ({ kind }) => kind },
  { name: "reason", cell: ({ group }) => group },
  { name: "account_id", cell: ({ accountId }) => accountId },
  { name: "product", cell: ({ productName }) => productName },
  { name: "ended_on", cell: ({ endedOn }) => endedOn ?? "" },
  { name: "standing", cell: ({ standing }) => standing },
  { name: "asked_by", cell: ({ askedBy }) => askedBy },
  { name: "decided_by", cell: ({ decidedBy }) => decidedBy },
  { name: "notice_due_on", cell: ({ noticeDueOn }) => noticeDueOn },
  { name: "notice_in_time", cell: ({ noticeInTime }) => (noticeInTime === null ? "" : noticeInTime ? "yes" : "no") },
  { name: "purged_at", cell: ({ purged }) => purged?.at ?? "" },
  { name: "purged_by", cell: ({ purged }) => purged?.by ?? "" },
  { name: "purge_reason", cell: ({ purged }) => purged?.reason ?? "" },
  { name: "purge_list", cell: ({ purged }) => purged?.run ?? "" },
  { name: "pdf", cell: ({ pdf }) => pdf },
  { name: "json", cell: ({ json }) => json },
  { name: "evidence", cell: ({ evidence }) => evidence.map(({ path }) => path).join("; ") },
  { name: "trail_entries", cell: ({ entries }) => entries.join("; ") },
];

export function indexCsv({ rows }: PackIndex): string {
  return [csvLine(columns.map(({ name }) => name)), ...rows.map((row) => csvLine(columns.map(({ cell }) => cell(row))))].join("");
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
const link = (path: string, words: string) => `<a href="${escaped(path)}">${escaped(words)}</a>`;

/** A page without a script, to be opened from the unpacked folder. */
export function indexHtml(index: PackIndex): string {
  const { heading, rows } = index;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Examiner’s pack: ${escaped(heading.program.name)}</title>
<style>
:root { color-scheme: light dark }
body { font: 14px/1.45 system-ui, sans-serif; margin: 24px; font-variant-numeric: tabular-nums }
h1 { font-size: 20px } h2 { font-size: 15px; margin-top: 24px }
dl { display: grid; grid-template-columns: 160px 1fr; gap: 2px 16px; max-width: 900px } dt { opacity: .72 } dd { margin: 0; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: 6px 10px 6px 0; border-top: 1px solid #8886 } th { font-size: 12px; font-weight: 500 }
code { font-size: 12px; overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>Examiner’s pack</h1>
<dl>${facts(index).map(([name, words]) => `<dt>${escaped(name)}</dt><dd>${escaped(words)}</dd>`).join("\n")}</dl>
<h2>Verification</h2>
<p>${escaped(verificationWords(index.verification))} To check this pack yourself, without the console: <code>node verify.mjs</code> in this folder; README.txt tells more.</p>
<h2>Records (${rows.length})</h2>
<table>
<thead><tr><th scope="col">Record</th><th scope="col">Account</th><th scope="col">Ended</th><th scope="col">Standing</th><th scope="col">Asked for, decided</th><th scope="col">Notice</th><th scope="col">Evidence</th></tr></thead>
<tbody>
${rows.map(htmlRow).join("\n")}
</tbody>
</table>
</body>
</html>
`;
}

function facts({ heading, drawnFrom, seed, notEnded, rows }: PackIndex): [string, string][] {
  const { program, asked } = heading;
  const at = (iso: string) => `${zonedTimeWords(iso, program.timeZone)} (${iso})`;
  const purged = rows.filter((row) => row.purged !== null).length;
  return [
    ["Program", `${program.name} (${program.slug}), ${program.environment}`],
    ["Purpose", heading.purpose],
    ["What", packAskWords(heading.ask)],
    ["Reasons", heading.ask.groups.map(packGroupWords).join(", ")],
    ...(seed === null ? [] : [["Seed of the sample", seed] satisfies [string, string]]),
    ...(drawnFrom === null ? [] : [["Drawn", drawnFrom.filter(({ ended }) => ended > 0).map(({ group, ended, taken }) => `${packGroupWords(group)}: ${taken} of ${ended}`).join("; ")] satisfies [string, string]]),
    ["Asked for by", `${asked.name}, ${asked.roles.join(", ")} (${asked.subject}), ${at(asked.at)}`],
    ["Made", at(heading.madeAt)],
    ["Pack", heading.pack],
    ["Days", `Of ${program.timeZone}; a case counts on the day on which it ended`],
    ["Not in it", `Notes of compliance${notEnded === 0 ? "" : notEnded === 1 ? "; 1 case that was begun by the last day and had not ended" : `; ${notEnded} cases that were begun by the last day and had not ended`}`],
    ...(purged === 0 ? [] : [["Purged", `${purged} of the records were purged before: what stays of them is in the list`] satisfies [string, string]]),
  ];
}

export function verificationWords({ trail, damagedEvidence }: PackVerification): string {
  const { before, entries, findings } = trail;
  const earlier = before.how === "walked" ? "" : before.how === "checked" ? ` Entries up to ${before.upTo} were last checked ${before.at}${before.findings === 0 ? ", nothing wrong" : `, ${before.findings} found`}.` : ` Entries up to ${before.upTo} were not checked.`;
  const damaged = damagedEvidence.length === 0 ? "" : ` ${damagedEvidence.length} files of evidence are not what was added.`;
  return `When the pack was made ${entries.toLocaleString("en-US")} entries of the trail were checked: ${findings.length === 0 ? "nothing was wrong" : `${findings.length} found: ${findings.map(({ words }) => words).join(" ")}`}.${earlier}${damaged}`;
}

function htmlRow(row: IndexRow): string {
  const notice = row.noticeDueOn ? `due ${row.noticeDueOn}${row.noticeInTime === null ? "" : row.noticeInTime ? ", in time" : ", late"}` : "none";
  const standing = row.purged ? `Purged ${row.purged.at} by ${row.purged.by}: ${row.purged.reason} (list ${row.purged.run})` : row.standing;
  const evidence = row.evidence.map(({ path, name }) => link(path, name)).join("<br>") || "none";
  const cells = [
    `${link(row.pdf, packGroupWords(row.group))}, ${link(row.json, "JSON")}<br><code>${escaped(row.id)}</code>${row.kind === "closing" ? "" : ` ${escaped(kindNames[row.kind])}`}`,
    `${escaped(row.productName)}<br><code>${escaped(row.accountId)}</code>`,
    escaped(row.endedOn ?? ""),
    escaped(standing),
    escaped([row.askedBy, row.decidedBy].filter(Boolean).join(", ")),
    escaped(notice),
    evidence,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

/** How to check the pack, in plain text. */
export function readmeText({ heading, rows }: PackIndex): string {
  return `EXAMINER'S PACK

${heading.program.name} (${heading.program.slug}), ${heading.program.environment}
${packAskWords(heading.ask)}; ${rows.length} records
Pack ${heading.pack}, made ${heading.madeAt}

WHAT IS IN IT
index.html, index.csv    the records, with links to everything of each
records/                 each record as PDF and as JSON
evidence/                the files that were kept for them, by record
calls.jsonl              what was written at Lead for them, with keys, times and answers
trail.jsonl              the audit trail from the first entry about any of them up to its end: entries about them in
                         full, all others as their number and hashes alone
verification.json        what the console found when it checked the trail while it made this pack
sample/population.csv    of a sample: every case that it was drawn from
manifest.json            every file with its size and SHA-256, and what the pack is of
SHA256SUMS               the same hashes for sha256sum -c SHA256SUMS
verify.mjs               checks all of this

HOW TO CHECK IT
Unpack it, and with Node.js 20 or newer run in its folder

    node verify.mjs

It reads these files and nothing else, needs no network and no part of the console, says each problem in a line, and ends
with 0 where nothing is wrong and with 1 where something is. It is short, so that it can be read before it is run.

Whoever can change one file here can change them all, this script included. So compare two things with what you got another
way: the SHA-256 of the archive, or of manifest.json, with the one that the console shows for this pack and keeps in its
trail:

    node verify.mjs --manifest SHA256

and the trail with hashes that were given away while it grew, where the program keeps them outside its database:

    node verify.mjs --anchors FILE

HOW THE TRAIL IS HASHED
The hash of an entry is the SHA-256 of the hash before it, as 32 bytes, and of its text ("canonical" in trail.jsonl) in UTF-8.
Before the first entry of a chain there are 32 zero bytes.

HOW A SAMPLE IS DRAWN
Of each reason those records come first whose SHA-256 of "seed:record", in hex, is the smallest. With the seed and the
population it can be drawn again.
`;
}
