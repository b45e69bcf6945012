"use client";

import { useMutation } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Found } from "@/lib/account-views";
import { changeDirectoryQuery, isPersonalDetail, searchLimit, serializeDirectoryQuery, wholeDirectory } from "@/lib/directory-query";
import { globalSearchInputId } from "../shell/shortcuts";
import { Callout } from "../ui/callout";
import { Kbd } from "../ui/kbd";
import { Spinner } from "../ui/spinner";
import { findAccount } from "./find-account";

async function find(programSlug: string, pasted: string) {
  if (isPersonalDetail(pasted)) return { trouble: "That looks like a personal detail. Search by an id, a product or key:value metadata." };
  return findAccount(programSlug, pasted);
}

function nothingFound({ askedLead, knownNumber }: Extract<Found, { kind: "nothing" }>, pasted: string): string {
  if (knownNumber) return "Lead knows this account number, but none of its customer’s accounts is in the directory.";
  return askedLead ? `Neither the directory nor Lead knows “${pasted}” in this program.` : `The directory of this program knows nothing by “${pasted}”.`;
}

/** One box for whatever was pasted: an exact id opens its account, the rest narrows the list. */
export function AccountSearch({ programSlug }: { programSlug: string }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const base = `/programs/${programSlug}/accounts`;
  const search = useMutation({
    mutationFn: (pasted: string) => find(programSlug, pasted),
    onSuccess: (answer, pasted) => {
      if ("trouble" in answer) return setTrouble(answer.trouble);
      const { found } = answer;
      if (found.kind === "nothing") return setTrouble(nothingFound(found, pasted));
      setTrouble(null);
      if (found.kind === "account") return router.push(`${base}/${found.accountId}`);
      if (found.kind === "list") router.push(`${base}?${serializeDirectoryQuery(changeDirectoryQuery(wholeDirectory, found.query))}`);
    },
    onError: () => setTrouble("The console did not answer. Try again."),
  });
  return (
    <form
      role="search"
      aria-label="Find an account"
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        const pasted = text.trim();
        if (pasted !== "" && !search.isPending) search.mutate(pasted);
      }}
    >
      <label className="flex h-8 items-center gap-2 rounded border border-control bg-bg px-2.5 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent">
        <span className="sr-only">Find an account by id, client account id, customer, application, product or key:value</span>
        {search.isPending ? <Spinner /> : <Search size={14} aria-hidden="true" className="shrink-0 text-text-3" />}
        <input
          id={globalSearchInputId}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setTrouble(null);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") setTrouble(null);
          }}
          maxLength={searchLimit}
          autoComplete="off"
          spellCheck={false}
          placeholder="Find an account by anything the caller has"
          aria-describedby={trouble ? "account-search-trouble" : undefined}
          className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-text-3"
        />
        <span aria-hidden="true" className="hidden sm:inline"><Kbd>Ctrl K</Kbd></span>
      </label>
      <div id="account-search-trouble" role="status" className="absolute inset-x-0 top-full z-30 mt-1 empty:hidden">
        {trouble ? <Callout tone="warn" className="border border-line shadow-popup">{trouble}</Callout> : null}
      </div>
    </form>
  );
}
