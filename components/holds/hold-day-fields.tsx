import { holdIsServed } from "@/lib/accounts/command-inputs";
import type { HoldType } from "@/lib/accounts/command-inputs";
import { TextField } from "../ui/text-field";

export type HoldDaysTyped = { servedOn: string; expiresOn: string };

type HoldDayFieldsProps = {
  type: HoldType | null;
  typed: HoldDaysTyped;
  change: (part: Partial<HoldDaysTyped>) => void;
  errorOf: (path: keyof HoldDaysTyped) => string | undefined;
  controlOf: (path: keyof HoldDaysTyped) => string;
  /** The program's, in whose calendar both days are; null where it is said elsewhere. */
  zone: string | null;
};

export const mayBeServed = (type: HoldType | null) => type !== null && holdIsServed[type];

/** When what it rests on was served, where something can be, and when it runs out. */
export function HoldDayFields({ type, typed, change, errorOf, controlOf, zone }: HoldDayFieldsProps) {
  const calendar = zone ? `, in the program’s calendar (${zone})` : ", in the program’s calendar";
  return (
    <>
      {mayBeServed(type) ? (
        <TextField id={controlOf("servedOn")} label="Served on" required={false} hint={`The day on which it was served${calendar}.`} value={typed.servedOn} onChange={(event) => change({ servedOn: event.target.value })} error={errorOf("servedOn")} />
      ) : null}
      <TextField id={controlOf("expiresOn")} label="Expires on" required={false} hint={`A day such as 20 Nov 2026${calendar}. It stays in force until released.`} value={typed.expiresOn} onChange={(event) => change({ expiresOn: event.target.value })} error={errorOf("expiresOn")} />
    </>
  );
}
