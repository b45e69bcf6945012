import type { CallDesk } from "@/lib/call-desk/call-desk";
import { secondsWords } from "@/lib/call-desk/call-times";
import { PageHeader } from "../ui/page-header";
import { CallSearch } from "./call-search";
import { OwnHandovers } from "./own-handovers";

/** Between two calls: the one box, and what became of the callers that were handed over. */
export function CallDeskPage({ program, desk: { figure, handovers } }: { program: string; desk: CallDesk }) {
  return (
    <>
      <PageHeader title="Call" facts={<span>{figureWords(figure)}</span>} />
      <CallSearch program={program} />
      <div className="mt-6 grid max-w-3xl gap-4"><OwnHandovers program={program} handovers={handovers} /></div>
    </>
  );
}

function figureWords({ calls, medianSeconds }: CallDesk["figure"]): string {
  if (calls === 0 || medianSeconds === null) return "No call of this program today";
  return `Today in this program: ${calls === 1 ? "1 call" : `${calls.toLocaleString("en-US")} calls`}, half of them within ${secondsWords(medianSeconds)}`;
}
