"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { cancelAgreementInput } from "@/lib/agreement/exceptions";
import type { RunDetail } from "@/lib/agreement/views";
import { useLocalCommand } from "../commands/use-local-command";
import { AlertDialog } from "../ui/alert-dialog";
import { Button, ButtonLink, buttonClass } from "../ui/button";
import { Callout } from "../ui/callout";
import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { RunFacts } from "./run-facts";
import { runName } from "./run-list";
import { RunMark } from "./run-mark";
import { RunProgress } from "./run-progress";
import { StartComparison } from "./start-comparison";
import { useRun } from "./use-run";

type RunPageProps = { program: { slug: string; timeZone: string }; initial: RunDetail; mayControl: boolean; children: ReactNode };

/** One file: what was recognised, how far it is, what it found, and the rows that could not be mapped. */
export function RunPage({ program, initial, mayControl, children }: RunPageProps) {
  const router = useRouter();
  const read = useRun(program.slug, initial);
  const detail = read.data;
  const shown = useRef(initial.status);
  useEffect(() => {
    // The unmapped rows come with the page: they are read again when the comparison comes to a stop.
    if (shown.current === detail.status) return;
    shown.current = detail.status;
    router.refresh();
  }, [detail.status, router]);
  const path = `/programs/${program.slug}/agreement`;
  const mayCancel = mayControl && (detail.status === "ready" || detail.status === "running");
  return (
    <>
      <PageHeader
        title={runName(detail)}
        facts={<RunMark status={detail.status} />}
        actions={
          <>
            <ButtonLink href={`${path}/files`}>All files</ButtonLink>
            {detail.status === "done" ? <ButtonLink href={path}>Open exceptions</ButtonLink> : null}
            {mayCancel ? <CancelComparison program={program.slug} runId={detail.id} /> : null}
          </>
        }
      />
      <div className="grid gap-4">
        {read.isError ? <Callout tone="warn" role="status">The console did not answer. This is what was known before.</Callout> : null}
        {detail.sameAs ? <Callout tone="info">The same file came in on <Time at={detail.sameAs.uploadedAt} />, from {detail.sameAs.uploadedBy}. Comparing it again changes nothing unless Lead has changed since.</Callout> : null}
        {detail.status !== "ready" ? <RunProgress detail={detail} /> : mayControl ? <StartComparison program={program} detail={detail} /> : null}
        <RunFacts detail={detail} />
        {detail.unmapped > 0 ? (
          <section aria-label="Unmapped rows">
            <div className="mb-2 flex flex-wrap items-center gap-2">
              <h2 className="text-sm font-semibold">Unmapped rows</h2>
              <span className="text-text-3">{detail.unmapped.toLocaleString("en-US")}, compared with nothing{detail.status === "ready" ? "; more may be found once it runs" : ""}</span>
              <a href={`/api${path}/${detail.id}/unmapped`} download className={buttonClass("quiet", "small", "ml-auto")}>Download unmapped rows</a>
            </div>
            {children}
          </section>
        ) : null}
      </div>
    </>
  );
}

function CancelComparison({ program, runId }: { program: string; runId: string }) {
  const [asking, setAsking] = useState(false);
  const { command, send } = useLocalCommand({ program, name: "cancel-agreement", schema: cancelAgreementInput, onDone: () => setAsking(false) });
  return (
    <>
      <Button onClick={() => setAsking(true)}>Cancel the comparison</Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Cancel this comparison?"
        description={command.problem ? `${command.problem.title} ${command.problem.next ?? ""}` : "Exceptions that it found so far stay. A canceled comparison cannot go on; upload the file again instead."}
        cancelLabel="Keep it"
        confirmLabel="Cancel the comparison"
        danger
        busy={command.phase === "sending"}
        onConfirm={() => send({ runId })}
      />
    </>
  );
}
