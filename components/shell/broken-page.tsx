"use client";

import { Button, ButtonLink } from "../ui/button";
import { ErrorState } from "../ui/error-state";

export type BrokenPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A bug, not an expected failure: those are values with words of their own. The digest is in the log. */
export function BrokenPage({ error, reset }: BrokenPageProps) {
  return (
    <ErrorState
      heading="h1"
      title="This page could not be shown"
      reference={error.digest}
      actions={
        <>
          <Button variant="primary" onClick={reset}>Try again</Button>
          <ButtonLink href="/">Go to the start</ButtonLink>
        </>
      }
    >
      Something failed in the console itself. What was sent before this is recorded and is not lost. If it happens again, tell your administrator the
      reference.
    </ErrorState>
  );
}
