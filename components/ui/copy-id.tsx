import { classNames } from "./class-names";
import { CopyButton } from "./copy-button";
import { shortenId } from "./shorten-id";

type CopyIdProps = {
  id: string;
  /** Show all of it. It always prints whole, and a screen reader always hears all of it. */
  whole?: boolean;
  /** Without the button, where a row offers copying by another way. */
  plain?: boolean;
  className?: string;
};

export function CopyId({ id, whole = false, plain = false, className }: CopyIdProps) {
  const shown = whole ? id : shortenId(id);
  return (
    <span className={classNames("inline-flex max-w-full items-center gap-1 align-baseline", className)}>
      {shown === id ? (
        <span className="min-w-0 font-mono text-xs break-all">{id}</span>
      ) : (
        <span className="font-mono text-xs whitespace-nowrap" title={id}>
          <span aria-hidden="true" className="print:hidden">{shown}</span>
          <span className="sr-only print:not-sr-only">{id}</span>
        </span>
      )}
      {plain ? null : <CopyButton text={id} label={`Copy ${id}`} />}
    </span>
  );
}
