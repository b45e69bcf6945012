"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { AccountListPage, AccountRow } from "@/lib/account-views";
import { changeDirectoryQuery, isPersonalDetail, searchLimit, serializeDirectoryQuery, wholeDirectory } from "@/lib/directory-query";
import { read } from "../accounts/detail/read-account";
import { findAccount } from "../accounts/find-account";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { TextField } from "../ui/text-field";
import { CallCandidates } from "./call-candidates";

type Answer = { kind: "account"; accountId: string } | { kind: "several"; rows: AccountRow[]; more: boolean } | { kind: "trouble"; words: string };

const mostCandidates = 9;

async function ask(program: string, pasted: string): Promise<Answer> {
  if (isPersonalDetail(pasted)) return { kind: "trouble", words: "That looks like a personal detail. Search by an id, an account number, a name or key:value." };
  const answer = await findAccount(program, pasted);
  if ("trouble" in answer) return { kind: "trouble", words: answer.trouble };
  const { found } = answer;
  if (found.kind === "account") return { kind: "account", accountId: found.accountId };
  if (found.kind !== "list") return { kind: "trouble", words: "Nothing is known by that, here or at Lead. Ask for something else: an account number, a customer id, a name." };
  const query = serializeDirectoryQuery(changeDirectoryQuery(wholeDirectory, found.query));
  const page = await read<AccountListPage>(`/api/programs/${program}/accounts?${query}`, {});
  if (page.rows.length === 0) return { kind: "trouble", words: "Nothing is known by that." };
  return { kind: "several", rows: page.rows.slice(0, mostCandidates), more: page.rows.length > mostCandidates || page.next !== null };
}

/** Whatever the caller has is pasted here; one account opens at once, of several one is picked by its number. */
export function CallSearch({ program }: { program: string }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const open = (accountId: string) => router.push(`/programs/${program}/call/${accountId}`);
  const search = useMutation({
    mutationFn: (pasted: string) => ask(program, pasted),
    onSuccess: (answer) => (answer.kind === "account" ? open(answer.accountId) : undefined),
  });
  const { data, error } = search;
  const trouble = data?.kind === "trouble" ? data.words : error ? "The console did not answer. Try again." : null;
  return (
    <>
      <form
        role="search"
        aria-label="Find the caller’s account"
        className="flex max-w-3xl items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "" && !search.isPending) search.mutate(text.trim());
        }}
      >
        <TextField
          ref={input} autoFocus className="flex-1" label="What the caller has" maxLength={searchLimit} value={text}
          hint="An account number from a statement, a customer id, an account id, a holder’s name, key:value."
          onChange={(event) => {
            setText(event.target.value);
            search.reset();
          }}
        />
        <Button type="submit" variant="primary" className="mb-5.5" busy={search.isPending || data?.kind === "account"}>Find</Button>
      </form>
      <div role="status" className="mt-3 max-w-3xl empty:hidden">{trouble ? <Callout tone="warn">{trouble}</Callout> : null}</div>
      {data?.kind === "several" ? <CallCandidates rows={data.rows} more={data.more} onPick={open} /> : null}
    </>
  );
}
