"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { FormEvent } from "react";
import { Button, ButtonLink } from "../ui/button";
import { TextField } from "../ui/text-field";

type AsOfFormProps = { path: string; day: string; today: string };

/** The day of which the figures are; it stands in the address. */
export function AsOfForm({ path, day, today }: AsOfFormProps) {
  const router = useRouter();
  const [typed, setTyped] = useState(day);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    router.push(typed === "" || typed >= today ? path : `${path}?as_of=${typed}`);
  };
  return (
    <form onSubmit={submit} className="flex items-center gap-2">
      <span className="text-text-3" aria-hidden="true">As of the end of</span>
      <TextField label="As of the end of" hideLabel type="date" value={typed} max={today} onChange={({ target }) => setTyped(target.value)} />
      <Button type="submit">Show</Button>
      {day < today ? <ButtonLink href={path}>Now</ButtonLink> : null}
    </form>
  );
}
