import { CircleAlert } from "lucide-react";
import { CopyId } from "./copy-id";
import { ScreenState, type ScreenStateProps } from "./screen-state";

type ErrorStateProps = ScreenStateProps & {
  /** The id under which the log knows this failure. */
  reference?: string;
};

/** It failed: what happened, what was saved, what to do. */
export function ErrorState({ reference, children, ...rest }: ErrorStateProps) {
  return (
    <ScreenState role="alert" icon={<CircleAlert size={28} strokeWidth={1.5} className="text-stop" aria-hidden="true" />} {...rest}>
      {children}
      {reference ? (
        <p className="mt-2 text-xs text-text-3">
          Reference <CopyId id={reference} whole />
        </p>
      ) : null}
    </ScreenState>
  );
}
