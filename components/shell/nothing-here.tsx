import { MapPinOff } from "lucide-react";
import { ButtonLink } from "../ui/button";
import { ScreenState } from "../ui/screen-state";

/** For a wrong address and for what is not open to this person: the answer must not tell which. */
export function NothingHere() {
  return (
    <ScreenState
      heading="h1"
      icon={<MapPinOff size={28} strokeWidth={1.5} aria-hidden="true" />}
      title="There is nothing here"
      actions={<ButtonLink href="/" variant="primary">Go to the start</ButtonLink>}
    >
      The address is wrong, or what it names is not open to you. If someone sent you this link, ask them which program it belongs to.
    </ScreenState>
  );
}
