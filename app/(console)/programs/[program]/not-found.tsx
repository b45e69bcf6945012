import { NothingHere } from "@/components/shell/nothing-here";

/** Within a program, the frame stays. */
export default function NotFoundInProgram() {
  return <NothingHere />;
}
