"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Button, ButtonLink } from "../ui/button";
import { CopyId } from "../ui/copy-id";
import { EmptyState } from "../ui/empty-state";
import { findAccount } from "./find-account";

async function askLead(programSlug: string, accountId: string): Promise<string | null> {
  const answer = await findAccount(programSlug, accountId);
  if ("trouble" in answer) return answer.trouble;
  return answer.found.kind === "account" ? null : "Lead does not know this id in this program either.";
}

/** An id that the directory does not know yet. */
export function UnknownAccount({ programSlug, accountId }: { programSlug: string; accountId: string }) {
  const router = useRouter();
  const asking = useMutation({ mutationFn: () => askLead(programSlug, accountId), onSuccess: (trouble) => (trouble === null ? router.refresh() : undefined) });
  return (
    <EmptyState
      heading="h1"
      title="The directory does not know this account"
      actions={
        <>
          <ButtonLink href={`/programs/${programSlug}/accounts`}>All accounts</ButtonLink>
          <Button variant="primary" busy={asking.isPending} onClick={() => asking.mutate()}>Ask Lead</Button>
        </>
      }
    >
      <CopyId id={accountId} whole />
      <p role="status" className="mt-2">{asking.data ?? (asking.error ? "The console did not answer. Try again." : "It can be looked up at Lead, and is then kept here.")}</p>
    </EmptyState>
  );
}
