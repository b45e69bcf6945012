import "server-only";
import PDFDocument from "pdfkit";
import type { OutlineItem, OutlineSection, RecordOutline } from "@/lib/closures/outline/outline";
import { printable } from "./printable-text";

const margin = 46;
const gap = 10;
const termWidth = 108;
const sizes = { title: 15, heading: 10, text: 8.5, code: 7 } as const;
const ink = { text: "#1c1b18", quiet: "#5c5a54", rule: "#c9c6be" } as const;

/** A record as a PDF in Letter size, whole. `footer`: on each page, beside its number. */
export async function printRecord(outline: RecordOutline, footer: string): Promise<Buffer> {
  const sheet = new Sheet(outline.title);
  sheet.head(outline);
  for (const section of outline.sections) sheet.section(section);
  return sheet.finish(footer);
}

class Sheet {
  private readonly doc: PDFKit.PDFDocument;
  private readonly parts: Buffer[] = [];
  private readonly width: number;
  private replaced = false;

  constructor(title: string) {
    this.doc = new PDFDocument({ size: "LETTER", margin, bufferPages: true, lang: "en-US", displayTitle: true, info: { Title: title, Creator: "Account console", Producer: "Account console" } });
    this.doc.on("data", (part: Buffer) => this.parts.push(part));
    this.width = this.doc.page.width - 2 * margin;
  }

  head({ title, standing, facts }: RecordOutline): void {
    this.write(title, margin, this.width, { font: "Helvetica-Bold", size: sizes.title });
    this.write(standing, margin, this.width, { font: "Helvetica-Bold", size: sizes.text });
    this.write(facts.join("   ·   "), margin, this.width, { size: sizes.text, color: ink.quiet });
  }

  section({ heading, items }: OutlineSection): void {
    this.keepTogether(4 * gap);
    const y = this.doc.y + gap;
    this.doc.moveTo(margin, y).lineTo(margin + this.width, y).lineWidth(0.5).strokeColor(ink.rule).stroke();
    this.doc.y = y + 4;
    this.write(heading, margin, this.width, { font: "Helvetica-Bold", size: sizes.heading });
    this.doc.y += 2;
    for (const item of items) this.item(item);
  }

  async finish(footer: string): Promise<Buffer> {
    if (this.replaced) this.write("Characters that this print has no glyph for are shown as ?. The JSON beside it has them all.", margin, this.width, { size: sizes.code, color: ink.quiet });
    const { count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.doc.switchToPage(page);
      // Below the margin, where text would otherwise begin a page of its own.
      this.doc.page.margins.bottom = 0;
      this.doc.font("Helvetica").fontSize(sizes.code).fillColor(ink.quiet);
      const y = this.doc.page.height - margin + gap;
      this.doc.text(this.fit(footer), margin, y, { lineBreak: false });
      this.doc.text(`page ${page + 1} of ${count}`, margin, y, { width: this.width, align: "right" });
    }
    const ended = new Promise<void>((resolve, reject) => this.doc.on("end", resolve).on("error", reject));
    this.doc.end();
    await ended;
    return Buffer.concat(this.parts);
  }

  private item(item: OutlineItem): void {
    if (item.kind === "line") {
      this.keepTogether(2 * gap);
      this.write(item.words, margin, this.width);
      if (item.code !== undefined) this.write(item.code, margin, this.width, { font: "Courier", size: sizes.code, color: ink.quiet });
      this.doc.y += 1.5;
      return;
    }
    const third = (this.width - 2 * gap) / 3;
    const left = margin + termWidth + gap;
    if (item.kind === "term") this.row([{ text: item.term, x: margin, width: termWidth, color: ink.quiet }, { text: item.words, x: left, width: this.width - termWidth - gap }]);
    else this.row([item.field, item.before, item.after].map((text, index) => ({ text, x: margin + index * (third + gap), width: third, ...(index === 0 || item.head ? { color: ink.quiet } : {}) })));
  }

  /** Cells beside each other; one that is longer than what is left of the page goes on over the next. */
  private row(cells: { text: string; x: number; width: number; color?: string }[]): void {
    this.doc.font("Helvetica").fontSize(sizes.text);
    const tallest = Math.max(...cells.map(({ text, width }) => this.doc.heightOfString(this.fit(text) || " ", { width })));
    this.keepTogether(Math.min(tallest, this.room));
    const top = this.doc.y;
    const first = this.doc.bufferedPageRange().count;
    let bottom = top;
    for (const { text, x, width, color } of cells) {
      this.doc.switchToPage(first - 1);
      this.doc.y = top;
      this.write(text, x, width, { color });
      const flowed = this.doc.bufferedPageRange().count > first;
      bottom = flowed ? this.doc.y : Math.max(bottom, this.doc.y);
    }
    this.doc.switchToPage(this.doc.bufferedPageRange().count - 1);
    this.doc.y = bottom + 1.5;
  }

  private write(text: string, x: number, width: number, { font = "Helvetica", size = sizes.text, color = ink.text }: { font?: string; size?: number; color?: string } = {}): void {
    this.doc.font(font).fontSize(size).fillColor(color).text(this.fit(text), x, this.doc.y, { width });
  }

  private fit(text: string): string {
    const { text: shown, replaced } = printable(text);
    this.replaced ||= replaced;
    return shown;
  }

  private get room(): number {
    return this.doc.page.height - 2 * margin;
  }

  private keepTogether(height: number): void {
    if (this.doc.y + height > this.doc.page.height - margin) this.doc.addPage();
  }
}
