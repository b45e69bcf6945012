import type { Problem } from "@/lib/result";
import { ButtonLink } from "./ui/button";
import { ErrorState } from "./ui/error-state";
import { NoPermission } from "./ui/no-permission";

/** A page that cannot be shown, and what to do about it. */
export function ProblemState({ problem }: { problem: Problem }) {
  if (problem.kind === "forbidden") return <NoPermission heading="h1" reason={problem.title} actions={<ButtonLink href="/">Go to the start</ButtonLink>} />;
  return (
    <ErrorState heading="h1" title={problem.title}>
      {[problem.detail, problem.saved, problem.next].filter(Boolean).join(" ")}
    </ErrorState>
  );
}
