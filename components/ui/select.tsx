"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { classNames } from "./class-names";
import { controlClass, Field, type FieldWording } from "./field";
import { popupClass, popupItemClass } from "./popup-class";

export type SelectOption<Value extends string> = {
  value: Value;
  label: string;
  description?: ReactNode;
  disabled?: boolean;
};

export type SelectProps<Value extends string> = FieldWording & {
  options: readonly SelectOption<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  onBlur?: () => void;
  placeholder?: string;
  disabled?: boolean;
  name?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** One of a short, known list. For something to be looked up, use Combobox. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, placeholder = "Choose", disabled, name, onBlur, ref, ...wording } = props;
  return (
    <Field {...wording}>
      {(control) => (
        <Base.Root<Value>
          items={options}
          modal={false}
          value={value}
          onValueChange={(next) => {
            if (next !== null) onValueChange(next);
          }}
          disabled={disabled}
          name={name}
        >
          <Base.Trigger {...control} ref={ref} onBlur={onBlur} className={classNames(controlClass, "flex items-center justify-between gap-2 text-left")}>
            <Base.Value className="truncate data-[placeholder]:text-text-3" placeholder={placeholder} />
            <Base.Icon className="text-text-3">
              <ChevronsUpDown size={14} aria-hidden="true" />
            </Base.Icon>
          </Base.Trigger>
          <Base.Portal>
            <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
              <Base.Popup className={classNames(popupClass, "min-w-(--anchor-width) max-w-96")}>
                <Base.List className="max-h-[min(var(--available-height),320px)] overflow-y-auto p-1">
                  {options.map((option) => (
                    <Base.Item key={option.value} value={option.value} disabled={option.disabled} className={classNames(popupItemClass, "items-start pr-8")}>
                      <span className="min-w-0">
                        <Base.ItemText>{option.label}</Base.ItemText>
                        {option.description ? <span className="block text-xs text-text-3">{option.description}</span> : null}
                      </span>
                      <Base.ItemIndicator className="absolute top-2 right-2 text-accent">
                        <Check size={14} aria-hidden="true" />
                      </Base.ItemIndicator>
                    </Base.Item>
                  ))}
                </Base.List>
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  );
}
