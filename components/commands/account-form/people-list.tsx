"use client";

import { Plus } from "lucide-react";
import { useController, useFieldArray, useFormState } from "react-hook-form";
import { relationshipRows } from "@/lib/accounts/entity-relationships";
import type { RelationshipType } from "@/lib/lead/enums";
import { maxEntitiesPerRelationshipType } from "@/lib/lead/requests";
import { controlId } from "../../fields/field-path";
import { Button } from "../../ui/button";
import type { AccountFormApi } from "./account-form-state";
import { EntityRow } from "./entity-row";

type PeopleListProps = { form: AccountFormApi; program: string; type: RelationshipType; required?: boolean; least?: number };

/** The people of one role, up to twenty. */
export function PeopleList({ form, program, type, required, least = 0 }: PeopleListProps) {
  const { control } = form;
  const { listPath, plural, label, meaning } = relationshipRows[type];
  const name = `entities.${listPath}` as const;
  const { fields, append, remove } = useFieldArray({ control, name });
  const { errors } = useFormState({ control, name });
  const listError = errors.entities?.[listPath]?.root?.message ?? errors.entities?.[listPath]?.message;
  return (
    <fieldset id={controlId(name)} tabIndex={-1} aria-describedby={listError ? `${controlId(name)}-error` : undefined} className="min-w-0 scroll-mt-4">
      <legend className="mb-1 font-medium">
        {plural}
        {required ? null : <span className="font-normal text-text-3"> (optional)</span>}
        <span className="ml-1.5 font-normal text-text-3">{meaning}</span>
      </legend>
      {listError ? <p id={`${controlId(name)}-error`} className="mb-1 text-xs font-medium text-stop">{listError}</p> : null}
      <div className="space-y-1.5">
        {fields.map((row, index) => (
          <PersonRow key={row.id} form={form} program={program} type={type} index={index} onRemove={fields.length > least ? () => remove(index) : undefined} />
        ))}
      </div>
      <Button size="small" className="mt-1.5" icon={<Plus size={13} aria-hidden="true" />} disabled={fields.length >= maxEntitiesPerRelationshipType} onClick={() => append({ id: "" })}>
        Add {/^[aeiou]/i.test(label) ? "an" : "a"} {label.toLowerCase()}
      </Button>
    </fieldset>
  );
}

type PersonRowProps = { form: AccountFormApi; program: string; type: RelationshipType; index: number; onRemove?: () => void };

function PersonRow({ form, program, type, index, onRemove }: PersonRowProps) {
  const list = `entities.${relationshipRows[type].listPath}` as const;
  const name = `${list}.${index}.id` as const;
  const { field, fieldState } = useController({ control: form.control, name });
  const change = (id: string) => {
    // What was wrong with the list as a whole is judged again at the review.
    if (form.getFieldState(list).error?.root) form.clearErrors(list);
    field.onChange(id);
  };
  return (
    <EntityRow
      program={program}
      type={type}
      id={controlId(name)}
      index={index}
      value={field.value}
      onChange={change}
      onBlur={field.onBlur}
      onRemove={onRemove}
      error={fieldState.error?.message}
    />
  );
}
