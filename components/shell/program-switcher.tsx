"use client";

import { ChevronsUpDown } from "lucide-react";
import { useEffect } from "react";
import { buttonClass } from "../ui/button";
import { Menu, MenuLink } from "../ui/menu";
import { EnvironmentBadge, type Environment } from "./environment";
import { writePreference } from "./preference-cookies";

export type ShellProgram = { slug: string; name: string; environment: Environment };

type ProgramSwitcherProps = { program: ShellProgram; programs: readonly ShellProgram[] };

/** Names the program one is in; a menu where a person has more than one. Remembers the last one used. */
export function ProgramSwitcher({ program, programs }: ProgramSwitcherProps) {
  useEffect(() => writePreference("lastProgram", program.slug), [program.slug]);

  if (programs.length < 2) {
    return (
      <p className="flex items-center gap-2 font-medium">
        <span className="sr-only">Program: </span>
        {program.name} <EnvironmentBadge environment={program.environment} />
      </p>
    );
  }
  return (
    <div className="flex items-center gap-2">
      <Menu
        align="start"
        trigger={
          <button type="button" aria-label={`Program: ${program.name}. Change program`} className={buttonClass("quiet", "medium", "-ml-2 text-text! px-2!")}>
            {program.name}
            <ChevronsUpDown size={14} className="text-text-3" aria-hidden="true" />
          </button>
        }
      >
        {programs.map(({ slug, name, environment }) => (
          <MenuLink key={slug} href={`/programs/${slug}/accounts`} current={slug === program.slug}>
            <span className="flex items-center justify-between gap-3">
              {name} <EnvironmentBadge environment={environment} />
            </span>
          </MenuLink>
        ))}
      </Menu>
      <EnvironmentBadge environment={program.environment} />
    </div>
  );
}
