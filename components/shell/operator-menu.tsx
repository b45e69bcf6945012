"use client";

import { ChevronDown, CircleUserRound, Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useState, type ReactNode } from "react";
import { buttonClass } from "../ui/button";
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuSeparator } from "../ui/menu";
import { useSignOut } from "./use-sign-out";
import { chooseTheme, themeChoices, type ThemeChoice } from "./theme";

const themeWords = {
  system: { label: "As the system", icon: <Monitor size={14} aria-hidden="true" /> },
  light: { label: "Light", icon: <Sun size={14} aria-hidden="true" /> },
  dark: { label: "Dark", icon: <Moon size={14} aria-hidden="true" /> },
} satisfies Record<ThemeChoice, { label: string; icon: ReactNode }>;

type OperatorMenuProps = {
  name: string;
  email: string | null;
  roleNames: readonly string[];
  theme: ThemeChoice;
  onShowShortcuts: () => void;
};

export function OperatorMenu({ name, email, roleNames, theme, onShowShortcuts }: OperatorMenuProps) {
  const [choice, setChoice] = useState(theme);
  const { signOut } = useSignOut();
  const rolesInWords = roleNames.join(", ");
  return (
    <Menu
      trigger={
        <button type="button" className={buttonClass("quiet", "medium", "max-w-full px-2!")}>
          <CircleUserRound size={18} strokeWidth={1.75} className="shrink-0 sm:hidden" aria-hidden="true" />
          <span className="truncate font-normal text-text max-sm:sr-only">{name}</span>
          <span className="truncate font-normal text-text-3 max-sm:sr-only">{rolesInWords}</span>
          <ChevronDown size={14} className="shrink-0 text-text-3" aria-hidden="true" />
        </button>
      }
    >
      <MenuHeading>
        <span className="block font-medium">{name}</span>
        {email ? <span className="block text-xs text-text-3">{email}</span> : null}
        <span className="block text-xs text-text-3">{rolesInWords}</span>
      </MenuHeading>
      <MenuSeparator />
      <MenuChoice
        label="Theme"
        value={choice}
        onValueChange={(next) => {
          setChoice(next);
          chooseTheme(next);
        }}
        options={themeChoices.map((value) => ({ value, ...themeWords[value] }))}
      />
      <MenuSeparator />
      <MenuItem onSelect={onShowShortcuts} hint="?" icon={<Keyboard size={14} aria-hidden="true" />}>Keyboard shortcuts</MenuItem>
      <MenuItem onSelect={() => void signOut()} icon={<LogOut size={14} aria-hidden="true" />}>Sign out</MenuItem>
    </Menu>
  );
}
