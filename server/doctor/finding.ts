import "server-only";

/** `wrong` needs somebody; `unknown` could not be found out; `note` is worth knowing. */
export type FindingLevel = "fine" | "wrong" | "unknown" | "note";

export interface Finding {
  level: FindingLevel;
  /** What is so, in words. */
  text: string;
  /** What to do about it. */
  next?: string;
}

export const fine = (text: string): Finding => ({ level: "fine", text });
export const wrong = (text: string, next: string): Finding => ({ level: "wrong", text, next });
export const unknown = (text: string, next?: string): Finding => ({ level: "unknown", text, next });
export const note = (text: string, next?: string): Finding => ({ level: "note", text, next });

/** What was looked at, for example one program or the database. */
export interface Examination {
  subject: string;
  findings: Finding[];
}

const marks: Record<FindingLevel, string> = { fine: "ok     ", wrong: "WRONG  ", unknown: "unknown", note: "note   " };

export function describeExamination({ subject, findings }: Examination): string {
  const lines = findings.flatMap(({ level, text, next }) => [`  ${marks[level]}  ${text}`, ...(next === undefined ? [] : [`           ${next}`])]);
  return [subject, ...lines].join("\n");
}

export function isWrong(examinations: readonly Examination[]): boolean {
  return examinations.some(({ findings }) => findings.some(({ level }) => level === "wrong"));
}
