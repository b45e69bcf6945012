import { Check, CircleAlert, PenLine } from "lucide-react";
import { lackingItems } from "@/lib/closures/notice-checklist";
import type { ChecklistItem } from "@/lib/closures/notice-checklist";

const states = {
  there: { icon: Check, words: "There", tone: "text-ok" },
  missing: { icon: CircleAlert, words: "Lacking", tone: "text-stop" },
  "by-hand": { icon: PenLine, words: "By hand", tone: "text-text-3" },
} satisfies Record<ChecklistItem["state"], { icon: typeof Check; words: string; tone: string }>;

/** What a complete notice has, item by item, and what this one still lacks. */
export function NoticeChecklist({ items }: { items: readonly ChecklistItem[] }) {
  if (items.length === 0) return null;
  return (
    <div>
      <p className="font-medium">A complete notice: {lackWords(items)}</p>
      <ul className="mt-1 space-y-1">
        {items.map(({ code, label, source, state, says }) => {
          const { icon: Icon, words, tone } = states[state];
          return (
            <li key={code} className="flex gap-2">
              <Icon size={14} aria-hidden="true" className={`mt-0.5 shrink-0 ${tone}`} />
              <span className="min-w-0 flex-1"><span className="sr-only">{words}: </span>{label}<span className="text-text-3"> · {source}</span><span className={`block ${state === "missing" ? "text-stop" : "text-text-2"}`}>{says}</span></span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** "nothing is lacking", "1 thing is lacking". */
function lackWords(items: readonly ChecklistItem[]): string {
  const { length } = lackingItems(items);
  return length === 0 ? "nothing is lacking" : `${length} ${length === 1 ? "thing is" : "things are"} lacking`;
}
