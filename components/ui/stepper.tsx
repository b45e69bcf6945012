import { classNames } from "./class-names";

/** Where one is in a fixed order of steps; it shows, it does not navigate. */
export function Stepper({ steps, current }: { steps: readonly string[]; current: number }) {
  return (
    <ol aria-label="Steps" className="flex flex-wrap gap-x-4 text-xs text-text-3">
      {steps.map((name, index) => (
        <li
          key={name}
          aria-current={index === current ? "step" : undefined}
          className={classNames(index === current && "font-semibold text-text", index < current && "text-text-2")}
        >
          {index + 1} {name}
          {index < current ? <span className="sr-only"> (done)</span> : null}
        </li>
      ))}
    </ol>
  );
}
