"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import type { CallView } from "@/lib/account-views";
import { callOutcome, durationWords, operationWords, routeWords } from "@/lib/call-words";
import { classNames } from "../ui/class-names";
import { CopyId } from "../ui/copy-id";
import { NoValue } from "../ui/description-list";
import { StatusDot } from "../ui/status-dot";
import type { StatusShape } from "../ui/status-dot";
import { TableCell, TableRow } from "../ui/table";
import { Time } from "../ui/time";
import { CallBodies } from "./call-bodies";

type CallRowProps = { call: CallView; who: string; programPath: string };

const shapes = { ok: "circle", warn: "triangle", stop: "diamond" } satisfies Record<string, StatusShape>;

const columns = 7;

/** One call to Lead, with all its tries; opens to what was sent and answered. */
export function CallRow({ call, who, programPath }: CallRowProps) {
  const [open, setOpen] = useState(false);
  const bodiesId = useId();
  const operation = operationWords(call.method, call.path);
  const outcome = callOutcome(call.outcome);
  return (
    <>
      <TableRow interactive onClick={() => setOpen(!open)} className={classNames("*:py-1", open && "*:border-b-transparent")}>
        <TableCell className="text-text-2">
          <span className="inline-flex items-center gap-1.5">
            <button
              type="button"
              aria-expanded={open}
              aria-controls={bodiesId}
              aria-label={`${operation}: what was sent and answered`}
              className="tap-target inline-flex size-5 items-center justify-center rounded-sm text-text-3 hover:bg-idle-weak hover:text-text"
              onClick={(event) => {
                event.stopPropagation();
                setOpen(!open);
              }}
            >
              <ChevronRight size={14} aria-hidden="true" className={classNames("transition-transform duration-100", open && "rotate-90")} />
            </button>
            <Time at={call.startedAt} style="seconds" className="inline-block w-24 leading-tight whitespace-normal 2xl:w-auto 2xl:whitespace-nowrap" />
          </span>
        </TableCell>
        <TableCell>
          <span className="block leading-tight">
            {operation}
            <span className="block font-mono text-2xs text-text-3" title={`${call.method} ${call.path}`}>{call.method} {routeWords(call.path)}</span>
          </span>
        </TableCell>
        <TableCell>
          {call.accountId ? (
            <Link href={`${programPath}/accounts/${call.accountId}`} className="hover:underline" onClick={(event) => event.stopPropagation()}><CopyId id={call.accountId} plain /></Link>
          ) : (
            <NoValue>no account</NoValue>
          )}
        </TableCell>
        <TableCell>{who}</TableCell>
        <TableCell>{call.idempotencyKey ? <CopyId id={call.idempotencyKey} plain /> : <NoValue>no key</NoValue>}</TableCell>
        <TableCell>
          <StatusDot shape={shapes[outcome.tone]} tone={outcome.tone}>
            {outcome.words}
            {call.status === null ? null : <span className="ml-1.5 font-mono text-xs text-text-3">{call.status}</span>}
          </StatusDot>
        </TableCell>
        <TableCell align="right">
          <span className="block leading-tight">
            {durationWords(call.durationMs)}
            <span className={classNames("block text-2xs", call.tries > 1 ? "text-warn" : "text-text-3")}>{call.tries === 1 ? "1 try" : `${call.tries} tries`}</span>
          </span>
        </TableCell>
      </TableRow>
      {open ? (
        <TableRow id={bodiesId} className="bg-sunken">
          <td colSpan={columns} className="p-0"><CallBodies call={call} callsPath={`${programPath}/calls`} /></td>
        </TableRow>
      ) : null}
    </>
  );
}
