import { documentTimeLabel, documentTypeWords } from "@/lib/accounts/account-documents";
import type { LeadDocument } from "@/lib/lead/account";
import { documentTypeKinds, isDocumentType } from "@/lib/lead/document-types";
import { Card } from "../../ui/card";
import { CopyId } from "../../ui/copy-id";
import { NoValue } from "../../ui/description-list";
import { Time } from "../../ui/time";

const groups = [
  { kind: "disclosure", heading: "Disclosures" },
  { kind: "consent", heading: "Consents" },
  { kind: "unknown", heading: "Of a kind this console does not know" },
] as const;

function kindOf(document: LeadDocument): "disclosure" | "consent" | "unknown" {
  return isDocumentType(document.type) ? documentTypeKinds[document.type] : "unknown";
}

/** The list that Lead holds; the files themselves went to Lead by another way and cannot be shown (FACTS 16.10). */
export function DocumentsSection({ documents }: { documents: readonly LeadDocument[] }) {
  return (
    <Card heading="Documents">
      {documents.length === 0 ? <p className="text-text-3">Lead holds no documents for this account.</p> : null}
      <div className="grid grid-cols-1 gap-x-3 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        {groups.map(({ kind, heading }) => {
          const found = documents.filter((document) => kindOf(document) === kind);
          if (found.length === 0) return null;
          return (
            <div key={kind} className="grid grid-cols-subgrid sm:col-span-3">
              <h3 className="mb-1 text-xs font-medium text-text-3 sm:col-span-3">{heading}</h3>
              <ul className="grid grid-cols-subgrid gap-y-1.5 sm:col-span-3">
                {found.map((document, index) => <DocumentLine key={document.document_id ?? index} document={document} />)}
              </ul>
            </div>
          );
        })}
      </div>
    </Card>
  );
}

function DocumentLine({ document }: { document: LeadDocument }) {
  const at = document.consented_at ?? document.displayed_at;
  return (
    <li className="grid grid-cols-subgrid items-baseline gap-y-0.5 sm:col-span-3">
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{documentTypeWords(document.type ?? "unknown")}</span>
        {document.document_id ? <CopyId id={document.document_id} /> : <NoValue>no id</NoValue>}
      </span>
      <span className="text-text-3 empty:hidden sm:empty:block">{document.version ? `version ${document.version}` : null}</span>
      <span className="text-text-3">
        {documentTimeLabel(document.type ?? "").replace(" at", "")} {at ? <Time at={at} /> : <NoValue>no time</NoValue>}
      </span>
    </li>
  );
}
