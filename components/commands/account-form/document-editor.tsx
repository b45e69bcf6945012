"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray, useWatch, type Control } from "react-hook-form";
import { documentTimeLabel } from "@/lib/accounts/account-documents";
import { documentTimePath } from "../../fields/field-path";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import type { AccountFormValues } from "./account-form-state";
import { FormText } from "./form-text";

type DocumentEditorProps = { control: Control<AccountFormValues>; zone: string; disabled?: boolean };

/** The documents of the account; each type asks for its own kind of time. */
export function DocumentEditor({ control, zone, disabled }: DocumentEditorProps) {
  const { fields, append, remove } = useFieldArray({ control, name: "documents" });
  return (
    <div className="space-y-2">
      {fields.map((row, index) => (
        <DocumentRowFields key={row.id} control={control} zone={zone} index={index} disabled={disabled} onRemove={() => remove(index)} />
      ))}
      {disabled ? null : (
        <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onClick={() => append({ type: "", document_id: "", at: "", version: "" })}>
          Add a document
        </Button>
      )}
    </div>
  );
}

function DocumentRowFields({ control, zone, index, disabled, onRemove }: DocumentEditorProps & { index: number; onRemove: () => void }) {
  const type = useWatch({ control, name: `documents.${index}.type` });
  const row = { control, zone, disabled, hideLabel: index > 0 };
  const number = index + 1;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_72px_32px] items-start gap-x-3 gap-y-1.5 border-line max-2xl:[&:not(:first-child)]:border-t max-2xl:[&:not(:first-child)]:pt-2.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_72px_32px] 2xl:grid-cols-[minmax(0,4fr)_minmax(0,4fr)_minmax(240px,5fr)_64px_32px]">
      <FormText {...row} className="col-span-full sm:col-span-1" name={`documents.${index}.type`} path="documents[].type" label={index === 0 ? "Type" : `Type of document ${number}`} />
      <FormText {...row} className="col-span-full sm:col-span-3 2xl:col-span-1" name={`documents.${index}.document_id`} path="documents[].document_id" label={index === 0 ? "Document id" : `Id of document ${number}`} hint="" />
      <FormText {...row} className="max-sm:col-span-full sm:col-span-2 2xl:col-span-1" name={`documents.${index}.at`} path={documentTimePath(index, type)} label={index === 0 ? "When" : `When, document ${number}`} hint={documentTimeLabel(type)} />
      <FormText {...row} name={`documents.${index}.version`} path="documents[].version" label={index === 0 ? "Version" : `Version of document ${number}`} />
      {disabled ? <span /> : <IconButton className={index === 0 ? "mt-6" : ""} label={`Remove document ${number}`} icon={<X size={15} aria-hidden="true" />} onClick={onRemove} />}
    </div>
  );
}
