"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { shortenId } from "../ui/shorten-id";
import { TextField } from "../ui/text-field";
import { FilterChip } from "./filter-chip";

type IdChipProps = {
  label: string;
  value: string | undefined;
  placeholder: string;
  isId: (text: string) => boolean;
  /** Said when what was pasted is no such id. */
  rule: string;
  onChange: (value: string | undefined) => void;
};

/** Narrows a list to what is about one id, which is pasted. */
export function IdChip(props: IdChipProps) {
  return (
    <FilterChip label={props.label} chosen={props.value ? <span className="font-mono text-xs">{shortenId(props.value)}</span> : null} className="w-96">
      {(close) => <IdForm {...props} close={close} />}
    </FilterChip>
  );
}

function IdForm({ label, value, placeholder, isId, rule, onChange, close }: IdChipProps & { close: () => void }) {
  const [text, setText] = useState(value ?? "");
  const [wrong, setWrong] = useState(false);
  const choose = (next: string | undefined) => {
    close();
    if (next !== value) onChange(next);
  };
  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        const id = text.trim();
        if (id === "") return choose(undefined);
        if (!isId(id)) return setWrong(true);
        choose(id);
      }}
    >
      <TextField
        label={label}
        mono
        value={text}
        placeholder={placeholder}
        maxLength={255}
        error={wrong ? rule : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
      />
      <div className="flex justify-end gap-2">
        {value ? <Button size="small" variant="quiet" onClick={() => choose(undefined)}>Any</Button> : null}
        <Button size="small" variant="primary" type="submit">Show</Button>
      </div>
    </form>
  );
}
