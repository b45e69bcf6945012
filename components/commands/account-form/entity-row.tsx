"use client";

import { X } from "lucide-react";
import { useEffect, useState } from "react";
import type { RelationshipType } from "@/lib/lead/enums";
import { relationshipRows } from "@/lib/accounts/entity-relationships";
import { IconButton } from "../../ui/icon-button";
import { TextField } from "../../ui/text-field";
import { EntityAnswer } from "./entity-answer";
import { useEntityLookup } from "./lookups";

type EntityRowProps = {
  program: string;
  type: RelationshipType;
  id: string;
  index: number;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  onRemove?: () => void;
  error?: string;
};

/** One id with what it stands for beside it. A client customer id is replaced by the entity's own when the field is left. */
export function EntityRow({ program, type, id, index, value, onChange, onBlur, onRemove, error }: EntityRowProps) {
  const lookup = useEntityLookup(program, value);
  const { label } = relationshipRows[type];
  const [isLeft, setIsLeft] = useState(false);
  const foundId = lookup.state === "found" ? lookup.facts.id : null;
  // Lead's answer may come after the field was left.
  useEffect(() => {
    if (isLeft && foundId !== null && foundId !== value.trim()) onChange(foundId);
  }, [isLeft, foundId, value, onChange]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_32px] items-start gap-x-2 gap-y-1 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_32px]">
      <TextField
        id={id}
        label={`${label} ${index + 1}`}
        hideLabel
        mono
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onFocus={() => setIsLeft(false)}
        onBlur={() => {
          setIsLeft(true);
          onBlur?.();
        }}
        error={error}
        placeholder="entity_… or a client customer id"
      />
      <div className="max-md:order-last max-md:col-span-2">
        <EntityAnswer type={type} typed={value} lookup={lookup} onUse={onChange} />
      </div>
      {onRemove ? <IconButton label={`Remove ${label.toLowerCase()} ${index + 1}`} icon={<X size={15} aria-hidden="true" />} onClick={onRemove} /> : <span />}
    </div>
  );
}
