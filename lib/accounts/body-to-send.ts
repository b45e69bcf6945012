import type { FieldProblem } from "../result";
import type { AccountForm } from "./account-form";
import { textPaths } from "./account-form";
import { fieldByPath, valueAt } from "./account-fields";
import { sectionsFor, type FormHolderType, type FormSection } from "./capability-sections";
import { documentsToSend } from "./document-rows";
import { formReader, putValue, type FormReader } from "./form-reader";
import { metadataRowProblems, metadataToSend } from "./metadata-rows";

export type FormSituation = {
  /** IANA zone in which times were typed. */
  zone: string;
  holderType: FormHolderType;
};

/** What was read of a form: `body` is what would go to Lead, complete only when there are no problems. */
export type ReadForm = { body: Record<string, unknown>; problems: FieldProblem[] };

const sectionOf = (path: string): FormSection => (fieldByPath(path)?.group ?? "account") as FormSection;

function readTexts(form: AccountForm, sections: readonly FormSection[], reader: FormReader, body: Record<string, unknown>): void {
  for (const path of textPaths) {
    if (sections.includes(sectionOf(path))) putValue(body, path, reader.read(path, String(valueAt(form, path) ?? "")));
  }
}

function readPeople(form: AccountForm, sections: readonly FormSection[], reader: FormReader): Record<string, unknown> {
  const ids = (list: keyof AccountForm["entities"]) =>
    form.entities[list].filter(({ id }) => id.trim() !== "").map(({ id }, index) => readId(`entities.${list}[${index}]`, id, reader));
  const users = ids("authorized_users");
  const signers = sections.includes("signers") ? ids("authorized_signers") : [];
  return {
    account_holders: ids("account_holders"),
    ...(signers.length > 0 ? { authorized_signers: signers } : {}),
    ...(users.length > 0 ? { authorized_users: users } : {}),
  };
}

/** A wrong id stays in its place, so that later problems keep their index; the problem keeps it from being sent. */
function readId(path: string, id: string, reader: FormReader): unknown {
  return reader.read(path, id) ?? id.trim();
}

/** The body of a new account. Sections that the capabilities do not reveal are neither read nor sent. */
export function bodyToSend(form: AccountForm, { zone, holderType }: FormSituation): ReadForm {
  const sections = sectionsFor(form.capabilities, holderType);
  const reader = formReader({ zone, currency: form.details.credit.currency });
  const body: Record<string, unknown> = { capabilities: [...form.capabilities], entities: readPeople(form, sections, reader), details: {} };
  readTexts(form, sections, reader, body);
  body["documents"] = documentsToSend(form.documents, [], zone, reader);
  const metadata = metadataToSend(form.metadata);
  if (Object.keys(metadata).length > 0) body["metadata"] = metadata;
  return { body, problems: [...reader.problems, ...metadataRowProblems(form.metadata)] };
}
