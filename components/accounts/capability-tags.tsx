import { capabilityWords } from "@/lib/accounts/capabilities";
import { Tag } from "../ui/tag";

export function CapabilityTags({ capabilities }: { capabilities: readonly string[] }) {
  return (
    <span className="inline-flex flex-wrap gap-1 [td_&]:flex-nowrap">
      {capabilities.map((capability) => (
        <Tag key={capability}>{capabilityWords(capability)}</Tag>
      ))}
    </span>
  );
}
