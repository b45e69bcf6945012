"use client";

import { fieldByPath } from "@/lib/accounts/account-fields";
import { capabilityWords } from "@/lib/accounts/capabilities";
import { documentTypeWords } from "@/lib/accounts/account-documents";
import { fieldKind } from "@/lib/fields/field-kinds";
import { useViewerTimeZone } from "../ui/clock";
import { CopyId } from "../ui/copy-id";
import { NoValue } from "../ui/description-list";
import { Tag } from "../ui/tag";
import { Time } from "../ui/time";

type FieldValueProps = { path: string; value: unknown; currency?: string; emptyWords?: string };

/** A value of Lead's as people read it, drawn from its row in the field table; a value we do not know is shown as it came. */
export function FieldValue({ path, value, currency, emptyWords }: FieldValueProps) {
  const zone = useViewerTimeZone();
  const field = fieldByPath(path);
  const isEmpty = value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return <NoValue>{emptyWords ?? "none"}</NoValue>;
  if (path === "documents") return <DocumentList value={value} />;
  if (field?.path === "metadata" && typeof value === "object") return <MetadataList value={value as Record<string, unknown>} />;
  if (path === "capabilities" && Array.isArray(value)) {
    return <span className="inline-flex flex-wrap gap-1">{value.map((item) => <Tag key={String(item)}>{capabilityWords(String(item))}</Tag>)}</span>;
  }
  if (field?.group === "people" && Array.isArray(value)) {
    return <span className="flex flex-col">{value.map((id) => <CopyId key={String(id)} id={String(id)} whole plain />)}</span>;
  }
  if (field?.kind === "id" && typeof value === "string") return <CopyId id={value} whole plain />;
  if (field?.kind === "datetime" && typeof value === "string" && !Number.isNaN(Date.parse(value))) return <Time at={value} />;
  if (!field) return <code className="font-mono text-xs wrap-anywhere">{typeof value === "string" ? value : JSON.stringify(value)}</code>;
  return <span className="wrap-anywhere">{fieldKind(field.kind).words(value, { zone, currency, choices: field.choices })}</span>;
}

function DocumentList({ value }: { value: unknown }) {
  const documents = Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
  return (
    <ul className="space-y-1">
      {documents.map((document, index) => {
        const at = document["consented_at"] ?? document["displayed_at"];
        return (
          <li key={index}>
            {documentTypeWords(String(document["type"] ?? ""))} <span className="font-mono text-xs text-text-2">{String(document["document_id"] ?? "")}</span>
            {typeof at === "string" && !Number.isNaN(Date.parse(at)) ? (
              <span className="block text-xs text-text-3">
                {document["consented_at"] ? "Consented" : "Displayed"} <Time at={at} />
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function MetadataList({ value }: { value: Record<string, unknown> }) {
  return (
    <ul>
      {Object.entries(value).map(([key, item]) => (
        <li key={key} className="wrap-anywhere">
          <span className="text-text-3">{key}:</span> {String(item)}
        </li>
      ))}
    </ul>
  );
}
