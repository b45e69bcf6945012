"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { queueWords } from "@/lib/closures/closing-queue";
import type { ClosingQueue } from "@/lib/closures/closing-queue";
import type { ClosingContext } from "@/lib/closures/process-view";
import type { Result } from "@/lib/result";
import { ClosingDialog } from "../closures/closing-dialog";
import { Button, ButtonLink } from "../ui/button";
import { Callout } from "../ui/callout";
import { PageHeader } from "../ui/page-header";
import { useToast } from "../ui/toast";
import { ProgressBar } from "../imports/progress-bar";
import { QueuedAccounts } from "./queued-accounts";

type ClosingQueuePageProps = { program: string; queue: ClosingQueue; next: ClosingContext | null };

/** Accounts closed one after another, each in the full dialog and by a request of its own; a reload goes on where it was. */
export function ClosingQueuePage({ program, queue, next }: ClosingQueuePageProps) {
  const router = useRouter();
  const [open, setOpen] = useState(true);
  const path = `/programs/${program}/closing-queues/${queue.id}`;
  const change = useQueueChange(program, queue.id);
  const asked = queue.accounts.filter(({ state }) => state === "asked").length;
  const goTo = (accountId?: string) => {
    setOpen(true);
    router.replace(accountId ? `${path}?at=${accountId}` : path);
    router.refresh();
  };
  return (
    <>
      <PageHeader
        title={`Close ${queue.accounts.length === 1 ? "1 account" : `${queue.accounts.length} accounts, one after another`}`}
        actions={
          <>
            <ButtonLink href={`/programs/${program}/my-work`}>Stop for now</ButtonLink>
            {next ? <Button busy={change.busy} onClick={() => void change.send({ act: "skip", accountId: next.accountId }).then((done) => { if (done) goTo(); })}>Skip this one</Button> : null}
            {next && !open ? <Button variant="primary" onClick={() => setOpen(true)}>Go on</Button> : null}
          </>
        }
      />
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <ProgressBar label="Accounts whose closing was asked for" value={asked} most={queue.accounts.length} />
          <p role="status">{queueWords(queue)}</p>
        </div>
        {next ? null : <Callout tone="ok" title={queue.ended ? "This queue has ended." : "You have gone through all of them."}>What was asked for is on each account, and in My work.</Callout>}
        <QueuedAccounts program={program} accounts={queue.accounts} current={next?.accountId ?? null} onChoose={queue.ended ? null : goTo} />
        {queue.ended || !next ? null : (
          <div><Button variant="quiet" busy={change.busy} onClick={() => void change.send({ act: "end" }).then((done) => { if (done) router.refresh(); })}>End this queue</Button></div>
        )}
      </div>
      {next ? <QueuedDialog key={next.accountId} context={next} open={open} onLeave={(wasAsked) => (wasAsked ? goTo() : setOpen(false))} /> : null}
    </>
  );
}

/** After one that was asked for the next one opens; one that was left stays the next. */
function QueuedDialog({ context, open, onLeave }: { context: ClosingContext; open: boolean; onLeave: (wasAsked: boolean) => void }) {
  const [wasAsked, setWasAsked] = useState(false);
  return <ClosingDialog context={context} open={open} onOpenChange={(isOpen) => (isOpen ? undefined : onLeave(wasAsked))} accountNumbers={null} onAsked={() => setWasAsked(true)} />;
}

type QueueChange = { act: "skip"; accountId: string } | { act: "end" };

function useQueueChange(program: string, id: string) {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const send = async (change: QueueChange): Promise<boolean> => {
    setBusy(true);
    try {
      const answer = await fetch(`/api/programs/${program}/closing-queues/${id}`, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(change) });
      const result = (await answer.json()) as Result<null>;
      if (!result.ok) toast.show({ title: result.problem.title, description: result.problem.next, tone: "warn" });
      return result.ok;
    } catch {
      toast.show({ title: "The console did not answer.", description: "Nothing was changed.", tone: "warn" });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, send };
}
