"use client";

import { CopyButton } from "../ui/copy-button";

/** Exactly what will be sent to Lead. */
export function RequestJson({ method, path, body }: { method: string; path: string; body: unknown }) {
  const text = JSON.stringify(body, null, 2);
  return (
    <details className="rounded-lg border border-line bg-surface">
      <summary className="flex items-center gap-2 px-4 py-2.5 font-medium">
        The exact request
        <code className="font-mono text-xs font-normal text-text-2">{method} {path}</code>
      </summary>
      <div className="flex items-start gap-1 border-t border-line px-4 py-3">
        <pre className="min-w-0 flex-1 overflow-x-auto font-mono text-xs">{text}</pre>
        <CopyButton text={text} label="Copy the request" />
      </div>
    </details>
  );
}
