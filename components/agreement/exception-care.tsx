"use client";

import { useRouter } from "next/navigation";
import { assignExceptionInput, causeRows, exceptionCauses, explainExceptionInput } from "@/lib/agreement/exceptions";
import type { ExceptionCause } from "@/lib/agreement/exceptions";
import type { ExceptionDetail } from "@/lib/agreement/views";
import { ProblemSummary } from "../commands/problem-summary";
import { useLocalCommand } from "../commands/use-local-command";
import { Button } from "../ui/button";
import { Select } from "../ui/select";
import { useToast } from "../ui/toast";

const nobody = "nobody";

/** Owner and cause of an open exception; each choice is recorded at once. */
export function ExceptionCare({ program, detail, self }: { program: string; detail: ExceptionDetail; self: string }) {
  const router = useRouter();
  const toast = useToast();
  const done = (title: string) => () => {
    toast.show({ title, tone: "ok" });
    router.refresh();
  };
  const assigning = useLocalCommand({ program, name: "assign-exception", schema: assignExceptionInput, onDone: done("The owner is recorded.") });
  const explaining = useLocalCommand({ program, name: "explain-exception", schema: explainExceptionInput, onDone: done("The cause is recorded.") });
  const busy = assigning.command.phase !== "idle" || explaining.command.phase !== "idle";
  const problem = assigning.command.problem ?? explaining.command.problem;
  const known = detail.owner && !detail.owners.some(({ subject }) => subject === detail.owner?.subject) ? [detail.owner] : [];
  const owners = [...known, ...detail.owners].map(({ subject, name }) => ({ value: subject, label: name }));
  return (
    <div className="grid gap-3">
      {problem ? <ProblemSummary problem={problem} /> : null}
      <div className="flex flex-wrap items-end gap-2">
        <Select
          label="Owner"
          className="min-w-56 flex-1"
          hint="People who may resolve exceptions and signed in lately."
          options={[{ value: nobody, label: "Nobody" }, ...owners]}
          value={detail.owner?.subject ?? nobody}
          disabled={busy}
          onValueChange={(owner) => assigning.send({ exceptionId: detail.id, owner: owner === nobody ? null : owner })}
        />
        {detail.owner?.subject === self ? null : <Button disabled={busy} onClick={() => assigning.send({ exceptionId: detail.id, owner: self })}>Assign to me</Button>}
      </div>
      <Select<ExceptionCause>
        label="Cause"
        options={exceptionCauses.map((value) => ({ value, label: causeRows[value].label, description: causeRows[value].meaning }))}
        value={detail.cause}
        disabled={busy}
        placeholder="Not named yet"
        onValueChange={(cause) => explaining.send({ exceptionId: detail.id, cause })}
      />
    </div>
  );
}
