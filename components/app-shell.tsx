"use client";

import { useEffect, useState, type ReactNode } from "react";
import { roleNames, type Permission, type Role } from "@/lib/permissions";
import { FaultPanel } from "./simulator/fault-panel";
import { EnvironmentBar } from "./shell/environment";
import { OperatorMenu } from "./shell/operator-menu";
import { writePreference } from "./shell/preference-cookies";
import { ProgramSwitcher, type ShellProgram } from "./shell/program-switcher";
import { Rail } from "./shell/rail";
import { focusGlobalSearch, isTyping } from "./shell/shortcuts";
import { ShortcutList } from "./shell/shortcut-list";
import type { ThemeChoice } from "./shell/theme";

type AppShellProps = {
  program: ShellProgram;
  programs: readonly ShellProgram[];
  operator: { name: string; email: string | null };
  roles: readonly Role[];
  permissions: readonly Permission[];
  theme: ThemeChoice;
  singleKeys: boolean;
  /** The global search; its input carries `globalSearchInputId`. */
  search: ReactNode;
  children: ReactNode;
};

/** The frame of every screen: rail, top bar, and the screen itself in `main`. */
export function AppShell(props: AppShellProps) {
  const { program, programs, operator, roles, permissions, theme, search, children } = props;
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const [singleKeys, setSingleKeys] = useState(props.singleKeys);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const withModifier = event.ctrlKey || event.metaKey;
      if (withModifier && !event.altKey && event.key.toLowerCase() === "k" && focusGlobalSearch()) event.preventDefault();
      if (event.key === "?" && !withModifier && singleKeys && !isTyping(event.target)) setShowsShortcuts(true);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [singleKeys]);

  return (
    <>
      <a href="#main" className="fixed top-2 left-2 z-50 -translate-y-20 rounded bg-accent px-3 py-2 font-medium text-on-fill focus:translate-y-0 print:hidden">
        Skip to the content
      </a>
      <EnvironmentBar environment={program.environment} />
      <div className="min-h-[calc(100dvh-3px)] lg:grid lg:grid-cols-[208px_minmax(0,1fr)] print:block">
        <div className="border-line bg-sunken max-lg:flex max-lg:items-center max-lg:border-b lg:flex lg:flex-col lg:justify-between lg:border-r print:hidden">
          <Rail programSlug={program.slug} permissions={permissions} />
          {program.environment === "simulator" && permissions.includes("trigger-faults") ? (
            <div className="px-2.5 py-2 max-lg:ml-auto max-lg:self-start max-lg:py-1.5 lg:sticky lg:bottom-0"><FaultPanel programSlug={program.slug} /></div>
          ) : null}
        </div>
        <div className="min-w-0">
          <header className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-4 py-2 sm:px-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,520px)_minmax(0,1fr)] print:hidden">
            <ProgramSwitcher program={program} programs={programs} />
            <div className="max-lg:order-last max-lg:col-span-2 max-lg:empty:hidden">{search}</div>
            <div className="flex min-w-0 justify-end">
              <OperatorMenu
                {...operator}
                roleNames={roles.map((role) => roleNames[role])}
                theme={theme}
                onShowShortcuts={() => setShowsShortcuts(true)}
              />
            </div>
          </header>
          <main id="main" tabIndex={-1} className="px-4 pt-4 pb-10 outline-none sm:px-5 print:p-0">
            {children}
          </main>
        </div>
      </div>
      <ShortcutList
        open={showsShortcuts}
        onOpenChange={setShowsShortcuts}
        singleKeys={singleKeys}
        onSingleKeysChange={(on) => {
          setSingleKeys(on);
          writePreference("singleKeys", on ? null : "off");
        }}
      />
    </>
  );
}
