"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names";
import { popupClass, popupItemClass } from "./popup-class";

type MenuProps = {
  /** The button which opens it, with its own accessible name. */
  trigger: ReactElement<Record<string, unknown>>;
  align?: "start" | "center" | "end";
  children: ReactNode;
};

export function Menu({ trigger, align = "end", children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50 outline-none">
          <Base.Popup className={classNames(popupClass, "max-h-(--available-height) min-w-48 max-w-80 overflow-y-auto p-1")}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type MenuItemProps = { onSelect: () => void; disabled?: boolean; danger?: boolean; icon?: ReactNode; hint?: ReactNode; children: ReactNode };

export function MenuItem({ onSelect, disabled, danger, icon, hint, children }: MenuItemProps) {
  return (
    <Base.Item onClick={onSelect} disabled={disabled} className={classNames(popupItemClass, danger && "text-stop")}>
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      {hint ? <span className="text-xs text-text-3">{hint}</span> : null}
    </Base.Item>
  );
}

export function MenuLink({ href, icon, current, children }: { href: string; icon?: ReactNode; current?: boolean; children: ReactNode }) {
  return (
    <Base.LinkItem render={<Link href={href} />} aria-current={current ? "true" : undefined} closeOnClick className={popupItemClass}>
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      {current ? <Check size={14} aria-hidden="true" className="text-accent" /> : null}
    </Base.LinkItem>
  );
}

/** A file to be kept: the browser fetches it when it is asked for and not before. */
export function MenuDownload({ href, hint, children }: { href: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <Base.LinkItem render={<a href={href} />} closeOnClick className={popupItemClass}>
      <span className="min-w-0 flex-1">{children}</span>
      {hint ? <span className="text-xs text-text-3">{hint}</span> : null}
    </Base.LinkItem>
  );
}

type MenuChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
};

/** A few exclusive options under a heading. */
export function MenuChoice<Value extends string>({ label, value, onValueChange, options }: MenuChoiceProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-text-3">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={onValueChange}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={classNames(popupItemClass, "pr-8")}>
            {option.icon}
            {option.label}
            <Base.RadioItemIndicator className="absolute right-2 text-accent"><Check size={14} aria-hidden="true" /></Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

/** Items that belong together, under their name. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-text-3">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="px-2 py-1.5">{children}</div>;
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}
