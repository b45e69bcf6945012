import Link from "next/link";
import type { CallView } from "@/lib/account-views";
import { CopyButton } from "../ui/copy-button";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList, NoValue } from "../ui/description-list";

/** What was sent and answered, as far as it is kept: values that are not on the list of allowed fields read "[redacted]". */
export function CallBodies({ call, callsPath }: { call: CallView; callsPath: string }) {
  return (
    <div className="grid gap-4 px-4 py-3 pl-9 whitespace-normal md:grid-cols-2">
      <DescriptionList className="md:col-span-2">
        <Description term="Call"><code className="font-mono text-xs break-all">{call.method} {call.path}</code></Description>
        <Description term="Idempotency key">{call.idempotencyKey ? <CopyId id={call.idempotencyKey} whole /> : <NoValue>no key</NoValue>}</Description>
        <Description term="Request of ours">
          {call.commandId ? (
            <span className="inline-flex flex-wrap items-center gap-x-3">
              <CopyId id={call.commandId} whole />
              <Link href={`${callsPath}?command=${call.commandId}`} className="text-xs text-accent hover:underline">All its calls</Link>
            </span>
          ) : (
            <NoValue>none: a read outside a command</NoValue>
          )}
        </Description>
        <Description term="Lead’s request id">{call.leadRequestId ? <CopyId id={call.leadRequestId} whole /> : <NoValue>none</NoValue>}</Description>
      </DescriptionList>
      <Body heading="Sent" body={call.request} nothing="No body was sent." />
      <Body heading="Answered" body={call.response} nothing="No body came back." />
    </div>
  );
}

function Body({ heading, body, nothing }: { heading: string; body: unknown; nothing: string }) {
  const text = body === null || body === undefined ? null : JSON.stringify(body, null, 2);
  return (
    <div className="min-w-0">
      <p className="mb-1 flex items-center gap-1 text-xs font-medium text-text-3">
        {heading}
        {text ? <CopyButton text={text} label={`Copy what was ${heading.toLowerCase()}`} /> : null}
      </p>
      {text ? (
        <pre tabIndex={0} aria-label={heading} className="max-h-80 overflow-auto rounded border border-line bg-surface px-2.5 py-2 font-mono text-xs">{text}</pre>
      ) : (
        <p className="text-text-3">{nothing}</p>
      )}
    </div>
  );
}
