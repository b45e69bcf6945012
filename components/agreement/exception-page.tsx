"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { exceptionSentence, fieldWords, resolutionWords, sidesWords } from "@/lib/agreement/exception-words";
import { causeRows } from "@/lib/agreement/exceptions";
import type { ExceptionDetail } from "@/lib/agreement/views";
import { onlyPhrase } from "@/lib/permissions";
import { Button, ButtonLink } from "../ui/button";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList, NoValue } from "../ui/description-list";
import { PageHeader } from "../ui/page-header";
import { StatusDot } from "../ui/status-dot";
import { RelativeTime, Time } from "../ui/time";
import { ExceptionCare } from "./exception-care";
import { ResolveDialog } from "./resolve-dialog";

type ExceptionPageProps = { program: { slug: string; timeZone: string }; detail: ExceptionDetail; mayChange: boolean; self: string };

/** One exception: both sides with their times, who looks after it and why, and what was before it. */
export function ExceptionPage({ program, detail, mayChange, self }: ExceptionPageProps) {
  const router = useRouter();
  const [resolving, setResolving] = useState(false);
  const path = `/programs/${program.slug}/agreement`;
  const isOpen = detail.resolvedAt === null;
  return (
    <>
      <PageHeader
        title={exceptionSentence(detail, program.timeZone)}
        facts={<StatusDot {...(isOpen ? { shape: "triangle", tone: "warn" } : { shape: "circle", tone: "ok" })}>{isOpen ? "Open" : "Resolved"}</StatusDot>}
        actions={
          <>
            <ButtonLink href={path}>All exceptions</ButtonLink>
            <ButtonLink href={`/programs/${program.slug}/accounts/${detail.accountId}`}>Open the account</ButtonLink>
            {isOpen && mayChange ? <Button variant="primary" onClick={() => setResolving(true)}>Resolve…</Button> : null}
          </>
        }
      />
      <div className="grid gap-4">
        {detail.changedSince && isOpen ? (
          <Callout tone="warn" title="Changed since.">The account changed at Lead after your ledger’s file was made. The difference may be one of time.</Callout>
        ) : null}
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <SidesCard detail={detail} program={program} />
          {isOpen ? (
            <Card heading="Who looks after it">
              {mayChange ? <ExceptionCare key={`${detail.owner?.subject} ${detail.cause}`} program={program.slug} detail={detail} self={self} /> : <CareFacts detail={detail} />}
              {mayChange ? null : <p className="mt-2 text-xs text-text-3">{onlyPhrase("resolve-exception")}</p>}
            </Card>
          ) : (
            <ResolvedCard detail={detail} />
          )}
        </div>
        <HistoryCard detail={detail} path={path} />
      </div>
      {resolving ? (
        <ResolveDialog
          program={program.slug}
          detail={detail}
          zone={program.timeZone}
          onClose={(done) => {
            setResolving(false);
            if (done) router.refresh();
          }}
        />
      ) : null}
    </>
  );
}

function SidesCard({ detail, program }: Pick<ExceptionPageProps, "detail" | "program">) {
  const { field, now, theirs } = detail;
  const words = sidesWords(detail, program.timeZone);
  return (
    <Card heading="Both sides">
      <DescriptionList>
        <Description term="Account"><span className="block">{detail.productName}</span><CopyId id={detail.accountId} /></Description>
        <Description term="Differs in">{fieldWords[field]}</Description>
        <Description term="Your ledger">{words.theirs}, <span className="text-text-3">as of <Time at={detail.theirsAsOf} /></span></Description>
        <Description term="Lead">{words.ours}, <span className="text-text-3">as of <Time at={detail.oursAsOf} /></span></Description>
        <Description term="Lead now">{sidesWords({ field, theirs, ours: now }, program.timeZone).ours}, <span className="text-text-3">read <RelativeTime at={detail.nowReadAt} /></span></Description>
      </DescriptionList>
    </Card>
  );
}

function CareFacts({ detail: { owner, cause } }: { detail: ExceptionDetail }) {
  return (
    <DescriptionList>
      <Description term="Owner">{owner?.name ?? <NoValue>nobody</NoValue>}</Description>
      <Description term="Cause">{cause ? causeRows[cause].label : <NoValue>not named yet</NoValue>}</Description>
    </DescriptionList>
  );
}

function ResolvedCard({ detail }: { detail: ExceptionDetail }) {
  const { resolution, resolvedAt, resolvedBy, note, endedAt } = detail;
  return (
    <Card heading="Resolution">
      <DescriptionList>
        <Description term="How">{resolution ? resolutionWords[resolution] : <NoValue />}</Description>
        <Description term="When">{resolvedAt ? <Time at={resolvedAt} /> : <NoValue />}</Description>
        <Description term="By">{resolvedBy ?? "by itself"}</Description>
        {note ? <Description term="Note"><span className="whitespace-pre-wrap">{note}</span></Description> : null}
        {resolution === "by-person" ? <Description term="Holds">{endedAt ? <>until <Time at={endedAt} /></> : "for as long as both sides say the same"}</Description> : null}
      </DescriptionList>
      <div className="mt-2"><CareFacts detail={detail} /></div>
    </Card>
  );
}

function HistoryCard({ detail, path }: { detail: ExceptionDetail; path: string }) {
  const file = (run: ExceptionDetail["firstRun"]) => <Link href={`${path}/files/${run.id}`} className="underline hover:no-underline">{run.fileName ?? "a file without a name"}</Link>;
  return (
    <Card heading="History">
      <DescriptionList>
        <Description term="First seen"><Time at={detail.firstSeenAt} />, in {file(detail.firstRun)}</Description>
        <Description term="Last seen"><Time at={detail.lastSeenAt} />, in {file(detail.lastRun)}</Description>
        <Description term="Others">
          {detail.others.length === 0 ? <NoValue>none about this field of the account</NoValue> : (
            <ul className="space-y-1">
              {detail.others.map(({ id, firstSeenAt, resolvedAt, resolution, follows }) => (
                <li key={id}>
                  <Link href={`${path}/${id}`} className="underline hover:no-underline">Seen first <Time at={firstSeenAt} /></Link>
                  <span className="text-text-2">{resolvedAt && resolution ? <>; {resolutionWords[resolution].charAt(0).toLowerCase() + resolutionWords[resolution].slice(1)}, <Time at={resolvedAt} /></> : "; open"}{follows ? ". It came back as this one." : "."}</span>
                </li>
              ))}
            </ul>
          )}
        </Description>
      </DescriptionList>
    </Card>
  );
}
