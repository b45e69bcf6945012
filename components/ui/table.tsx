import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** Scrolls on its own in both directions; give it a name and, where it is tall, a height. */
export function TableFrame({ label, className, ...rest }: ComponentProps<"div"> & { label: string }) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      {...rest}
      className={classNames("relative overflow-auto rounded-lg border border-line bg-surface focus-visible:-outline-offset-2 print:overflow-visible", className)}
    />
  );
}

export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table {...rest} className={classNames("w-full border-separate border-spacing-0", className)} />;
}

export function TableHead({ className, ...rest }: ComponentProps<"thead">) {
  return <thead {...rest} className={classNames("sticky top-0 z-10 bg-surface print:static", className)} />;
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

type RowProps = ComponentProps<"tr"> & { selected?: boolean; interactive?: boolean };

export function TableRow({ selected = false, interactive = false, className, ...rest }: RowProps) {
  return (
    <tr
      {...rest}
      data-selected={selected || undefined}
      className={classNames(
        "group *:border-b *:border-line last:*:border-b-0",
        selected ? "bg-accent-weak" : interactive && "hover:bg-sunken",
        interactive && "cursor-pointer",
        "focus-visible:-outline-offset-2",
        className,
      )}
    />
  );
}

type CellAlign = { align?: "left" | "right" };

export function TableHeading({ align = "left", className, ...rest }: Omit<ComponentProps<"th">, "align"> & CellAlign) {
  return (
    <th
      scope="col"
      {...rest}
      className={classNames("h-row border-b border-line px-2.5 text-xs font-medium whitespace-nowrap text-text-3", align === "right" ? "text-right" : "text-left", className)}
    />
  );
}

export function TableCell({ align = "left", className, ...rest }: Omit<ComponentProps<"td">, "align"> & CellAlign) {
  return <td {...rest} className={classNames("h-row px-2.5 whitespace-nowrap", align === "right" && "text-right", className)} />;
}
