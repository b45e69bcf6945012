import { classNames } from "../ui/class-names";

export type Environment = "simulator" | "sandbox" | "production";

const environments = {
  simulator: { word: "Simulator", text: "text-env-simulator", bar: "bg-env-simulator", says: "Nothing here reaches Lead." },
  sandbox: { word: "Sandbox", text: "text-env-sandbox", bar: "bg-env-sandbox", says: "Lead's test environment: no real money or people." },
  production: { word: "Production", text: "text-env-production", bar: "bg-env-production", says: "Real accounts of real people." },
} satisfies Record<Environment, { word: string; text: string; bar: string; says: string }>;

/** The word always; the colour only repeats it. */
export function EnvironmentBadge({ environment }: { environment: Environment }) {
  const look = environments[environment];
  return (
    <span title={look.says} className={classNames("inline-flex h-5 items-center rounded-full border border-current px-2 text-2xs font-semibold", look.text)}>
      {look.word}
    </span>
  );
}

/** The quiet line along the top edge. */
export function EnvironmentBar({ environment }: { environment: Environment }) {
  return <div aria-hidden="true" className={classNames("h-[3px] print:hidden", environments[environment].bar)} />;
}
