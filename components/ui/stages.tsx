import { classNames } from "./class-names";

export type StageShown = { key: string; label: string; state: "done" | "present" | "to-come" };

/** Stages in their order and how far it has come; said in words, not by colour alone. */
export function Stages({ stages }: { stages: readonly StageShown[] }) {
  return (
    <ol aria-label="Stages" className="flex flex-wrap gap-x-1.5 gap-y-1 text-xs">
      {stages.map(({ key, label, state }, index) => (
        <li key={key} aria-current={state === "present" ? "step" : undefined} className="flex items-center gap-1.5">
          {index > 0 ? <span aria-hidden="true" className="text-text-3">→</span> : null}
          <span className={classNames(state === "present" ? "font-semibold text-text" : state === "done" ? "text-text-2" : "text-text-3")}>
            {label}
            {state === "done" ? <span className="sr-only"> (done)</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
