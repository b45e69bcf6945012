"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { directoryFilterRows, filterValueWords } from "@/lib/accounts/directory-filters";
import { changeDirectoryQuery, directoryFilters, isFiltered, serializeDirectoryQuery, wholeDirectory, type DirectoryFilter, type DirectoryQuery } from "@/lib/directory-query";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { classNames } from "../../ui/class-names";
import { Popover } from "../../ui/popover";

type FilterBarProps = { query: DirectoryQuery; listPath: string };

/** Chips that narrow the list; every choice is in the address. */
export function FilterBar({ query, listPath }: FilterBarProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const go = (next: DirectoryQuery) => {
    const search = serializeDirectoryQuery(next);
    startTransition(() => router.push(search ? `${listPath}?${search}` : listPath, { scroll: false }));
  };
  return (
    <div role="group" aria-label="Filters" aria-busy={pending} className="mb-2.5 flex flex-wrap items-center gap-1.5">
      {directoryFilters.map((filter) => (
        <FilterChip key={filter} filter={filter} chosen={query[filter]} onChange={(values) => go(changeDirectoryQuery(query, { [filter]: values }))} />
      ))}
      {query.q !== "" ? (
        <Button size="small" icon={<X size={12} aria-hidden="true" />} onClick={() => go(changeDirectoryQuery(query, { q: "" }))}>
          Search: {query.q}
        </Button>
      ) : null}
      {isFiltered(query) ? (
        <Button size="small" variant="quiet" onClick={() => go(wholeDirectory)}>
          Clear all
        </Button>
      ) : null}
    </div>
  );
}

type FilterChipProps = { filter: DirectoryFilter; chosen: readonly string[]; onChange: (values: string[]) => void };

function FilterChip({ filter, chosen, onChange }: FilterChipProps) {
  const { label, options } = directoryFilterRows[filter];
  const words = chosen.map((value) => filterValueWords(filter, value)).join(", ");
  return (
    <Popover
      title={label}
      className="w-56 p-2"
      trigger={
        <button
          type="button"
          className={classNames(
            "h-7 max-w-80 truncate rounded-full border px-2.5 text-sm",
            chosen.length > 0 ? "border-accent bg-accent-weak text-text" : "border-line-strong bg-surface text-text-2 hover:text-text",
          )}
        >
          {label}
          {words ? <strong className="ml-1 font-medium">{words}</strong> : null}
        </button>
      }
    >
      <div className="space-y-0.5 *:min-h-6">
        {options.map(({ value, label: optionLabel }) => (
          <Checkbox
            key={value}
            label={optionLabel}
            checked={chosen.includes(value)}
            onCheckedChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value))}
          />
        ))}
      </div>
    </Popover>
  );
}
