import type { LettersShown, Recipient } from "./letters-shown";
import type { LetterParagraph } from "./draft-letter";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The lines above a letter that who prints or mails it fills in; the console keeps no addresses. */
export const addressLines = ["Date", "Name", "Address"] as const;

const style = `@page { margin: 25mm 22mm }
body { font: 11pt/1.5 Georgia, "Times New Roman", serif; color: #000; margin: 0 auto; max-width: 170mm }
section { break-after: page; padding: 8mm 0 }
section:last-of-type { break-after: auto }
h1 { font-size: 14pt; margin: 10mm 0 5mm }
p, ul { margin: 0 0 4mm }
.line { display: flex; gap: 4mm; margin: 0 0 3mm }
.line b { font-weight: normal; width: 18mm }
.line span { flex: 1; border-bottom: 1px solid #000; min-height: 6mm }
footer { font-size: 8pt; margin-top: 10mm }`;

function headOf({ name }: Recipient): string {
  return addressLines.map((line) => `<div class="line"><b>${line}</b><span>${line === "Name" && name ? escaped(name) : ""}</span></div>`).join("\n");
}

function paragraphHtml({ part, text, lines }: LetterParagraph): string {
  if (part === "heading") return `<h1>${escaped(text)}</h1>`;
  const list = lines ? `\n<ul>\n${lines.map((line) => `<li>${escaped(line)}</li>`).join("\n")}\n</ul>` : "";
  return `<p>${escaped(text)}</p>${list}`;
}

function sheet(recipient: Recipient, accountId: string, body: string): string {
  return `<section>\n${headOf(recipient)}\n${body}\n<footer>Our reference ${escaped(accountId)} · recipient ${escaped(recipient.entityId)}</footer>\n</section>`;
}

/**
 * The letters as one file of HTML that stands alone: a word processor opens it, and each letter prints on sheets of its
 * own. Null where there is none that was approved.
 */
export function lettersDocument(shown: LettersShown, which: "notice" | "corrective"): string | null {
  const { letters, recipients, accountId, corrective, state } = shown;
  const bodyOf = (entityId: string): string | null => {
    if (which === "corrective") return corrective && correctiveParagraphs(corrective.text);
    const letter = letters?.find((one) => one.entityId === entityId);
    return letter ? letter.paragraphs.map(paragraphHtml).join("\n") : null;
  };
  const sheets = recipients.map((recipient) => ({ recipient, body: bodyOf(recipient.entityId) }));
  if (state !== "approved" || sheets.length === 0 || sheets.some(({ body }) => body === null)) return null;
  const title = which === "notice" ? "Notice" : "Corrective letter";
  const body = sheets.map((each) => sheet(each.recipient, accountId, each.body ?? "")).join("\n");
  return `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title} · ${escaped(accountId)}</title>\n<style>\n${style}\n</style>\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
}

function correctiveParagraphs(text: string): string {
  return `<h1>Correction of our earlier notice</h1>\n${text.split(/\n{2,}/).map((paragraph) => `<p>${escaped(paragraph).replaceAll("\n", "<br>")}</p>`).join("\n")}`;
}
