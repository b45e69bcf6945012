import { fieldKind } from "../fields/field-kinds";
import type { FieldProblem } from "../result";
import { fieldByPath, fieldLabel } from "./account-fields";

export type ReaderContext = { zone: string; currency: string };

export type FormReader = {
  problems: FieldProblem[];
  /** The value of a text at Lead's path; undefined where it is empty or wrong, and wrong is a problem. */
  read(path: string, text: string): unknown;
};

/** The rule of a field in words, where the schema's own are for programmers. */
const entityWords = "Enter an entity id (entity_…), or use the one found by its client customer id.";
const schemaWords: Record<string, string> = {
  "entities.account_holders[]": entityWords,
  "entities.authorized_signers[]": entityWords,
  "entities.authorized_users[]": entityWords,
  "application_id": "Enter an application id: application_ and letters or digits.",
  "details.credit.report.score": "A score is between 300 and 850.",
  "details.credit.currency": "Enter the currency as three capital letters, for example USD.",
};

/** Reads texts by the field table: the kind parses, the field's schema has the last word. */
export function formReader(context: ReaderContext): FormReader {
  const problems: FieldProblem[] = [];
  const read = (path: string, text: string): unknown => {
    const field = fieldByPath(path);
    if (!field || text.trim() === "") return undefined;
    const parsed = fieldKind(field.kind).parse(text, { ...context, choices: field.choices });
    if (!parsed.ok) {
      problems.push({ path, message: parsed.message });
      return undefined;
    }
    const checked = field.schema.safeParse(parsed.value);
    if (checked.success) return checked.data;
    problems.push({ path, message: schemaWords[field.path] ?? checked.error.issues[0]?.message ?? `${fieldLabel(path)} is not right.` });
    return undefined;
  };
  return { problems, read };
}

/** Puts a value at a dotted path of a body, making what is missing on the way; undefined puts nothing. */
export function putValue(body: Record<string, unknown>, path: string, value: unknown): void {
  if (value === undefined) return;
  const parts = path.split(".");
  const last = parts.pop() ?? "";
  const owner = parts.reduce<Record<string, unknown>>((item, part) => (item[part] ??= {}) as Record<string, unknown>, body);
  owner[last] = value;
}
