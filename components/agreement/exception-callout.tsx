import Link from "next/link";
import { exceptionSentence } from "@/lib/agreement/exception-words";
import type { ExceptionView } from "@/lib/agreement/views";
import { Callout } from "../ui/callout";

/** Over an account about which the partner's own ledger and Lead differ. */
export function ExceptionCallout({ program, exceptions, zone }: { program: string; exceptions: readonly ExceptionView[]; zone: string }) {
  return (
    <Callout tone="warn" title="Your ledger differs.">
      <ul>
        {exceptions.map((exception) => (
          <li key={exception.id}><Link href={`/programs/${program}/agreement/${exception.id}`} className="underline hover:no-underline">{exceptionSentence(exception, zone)}</Link></li>
        ))}
      </ul>
    </Callout>
  );
}
