import { LinkTabs } from "../ui/tabs";

/** The two lists of Agreement; open and resolved exceptions are one list each. */
export function AgreementTabs({ program, current }: { program: string; current: "open" | "resolved" | "files" }) {
  const path = `/programs/${program}/agreement`;
  return (
    <LinkTabs
      label="Agreement"
      className="mb-3"
      links={[
        { href: path, label: "Open", current: current === "open" },
        { href: `${path}?state=resolved`, label: "Resolved", current: current === "resolved" },
        { href: `${path}/files`, label: "Files", current: current === "files" },
      ]}
    />
  );
}
