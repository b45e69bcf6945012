import type { AccountDetail } from "@/lib/account-views";
import type { DeceasedCase } from "@/lib/deceased/case-view";
import { Tag } from "../ui/tag";

type SurvivorsProps = { detail: AccountDetail; of: DeceasedCase };

/** Who remains, by the names of the people card, with what stands in the way of each. */
export function Survivors({ detail, of: { facts } }: SurvivorsProps) {
  return (
    <ul className="space-y-1">
      {facts.survivors.map((entityId) => {
        const person = detail.relationships.find((related) => related.entityId === entityId && related.relationshipType === "account_holder");
        return (
          <li key={entityId} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium">{person?.name ?? "Name not known"}</span>
            {facts.told.includes(entityId) ? <Tag tone="ok">Told</Tag> : null}
            {person?.problems.map((problem) => <Tag key={problem} tone="stop">{problem}</Tag>)}
          </li>
        );
      })}
    </ul>
  );
}
