import { Card } from "../../ui/card";
import { Description, DescriptionList } from "../../ui/description-list";

export function MetadataSection({ metadata }: { metadata: Readonly<Record<string, unknown>> }) {
  const pairs = Object.entries(metadata).sort(([a], [b]) => a.localeCompare(b, "en"));
  return (
    <Card heading="Metadata">
      {pairs.length === 0 ? (
        <p className="text-text-3">None.</p>
      ) : (
        <DescriptionList>
          {pairs.map(([key, value]) => (
            <Description key={key} term={<span className="font-mono text-xs">{key}</span>}>
              {typeof value === "string" ? value : JSON.stringify(value)}
            </Description>
          ))}
        </DescriptionList>
      )}
    </Card>
  );
}
