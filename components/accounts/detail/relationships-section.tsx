import type { RelatedEntityView } from "@/lib/account-views";
import { relationshipRows, relationshipWords } from "@/lib/accounts/entity-relationships";
import { entityTypeWords } from "@/lib/accounts/entity-facts";
import type { ReactNode } from "react";
import { Card } from "../../ui/card";
import { CopyId } from "../../ui/copy-id";
import { Tag } from "../../ui/tag";

type RelationshipsSectionProps = {
  relationships: readonly RelatedEntityView[];
  /** Whether this role is told how each one stands; otherwise only what stands in the way, without its cause. */
  seesStanding: boolean;
  aside?: ReactNode;
};

const knownTypes = Object.keys(relationshipRows);

/** The people of the account by role, each with what Lead said of them. */
export function RelationshipsSection({ relationships, seesStanding, aside }: RelationshipsSectionProps) {
  const types = [...new Set([...knownTypes, ...relationships.map(({ relationshipType }) => relationshipType)])];
  return (
    <Card heading="People" aside={aside}>
      {relationships.length === 0 ? <p className="text-text-3">Lead shows nobody on this account.</p> : null}
      {types.map((type) => {
        const found = relationships.filter(({ relationshipType }) => relationshipType === type);
        if (found.length === 0) return null;
        return (
          <div key={type} className="mb-3 last:mb-0">
            <h3 className="mb-1 text-xs font-medium text-text-3">
              {headingOf(type, found.length)}
              {found.length > 1 ? ` (${found.length})` : ""}
            </h3>
            <ul className="divide-y divide-line">
              {found.map((related) => <RelatedEntity key={related.entityId} related={related} seesStanding={seesStanding} />)}
            </ul>
          </div>
        );
      })}
    </Card>
  );
}

function headingOf(type: string, count: number): string {
  if (count === 1 || !knownTypes.includes(type)) return relationshipWords(type);
  return relationshipRows[type as keyof typeof relationshipRows].plural;
}

function RelatedEntity({ related, seesStanding }: { related: RelatedEntityView; seesStanding: boolean }) {
  const { entityId, name, type, clientCustomerId } = related;
  return (
    <li className="flex gap-x-3 gap-y-1 py-1.5 max-sm:flex-wrap">
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
        <span className="font-medium">{name ?? "Name not read yet"}</span>
        {type ? <span className="text-text-3">{entityTypeWords[type] ?? type}</span> : null}
        <CopyId id={entityId} />
        {clientCustomerId ? <span className="text-xs text-text-3">{clientCustomerId}</span> : null}
      </span>
      <span className="inline-flex flex-wrap items-start gap-1 empty:hidden sm:ml-auto sm:shrink-0 sm:justify-end"><Standing related={related} seesStanding={seesStanding} /></span>
    </li>
  );
}

/** In order in one word, or each thing that is not, by name. */
function Standing({ related: { standing, problems }, seesStanding }: { related: RelatedEntityView; seesStanding: boolean }) {
  if (!standing && seesStanding) return <Tag tone="neutral">Not looked up</Tag>;
  if (problems.length > 0) return problems.map((problem) => <Tag key={problem} tone="stop">{problem}</Tag>);
  if (!standing) return null;
  const parts = [standing.kyc ? "KYC" : null, standing.ofac ? "OFAC" : null].filter(Boolean);
  return <Tag tone="ok">{parts.length > 0 ? `${parts.join(", ")} passed` : "In order"}</Tag>;
}
