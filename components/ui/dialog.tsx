"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRef, useState, type ReactNode, type RefObject } from "react";
import { AlertDialog } from "./alert-dialog";
import { buttonClass } from "./button";
import { classNames } from "./class-names";
import { Stepper } from "./stepper";

const widths = { small: "max-w-md", medium: "max-w-xl", large: "max-w-[720px]", wide: "max-w-[960px]" };

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Read out with the title. */
  description?: ReactNode;
  size?: keyof typeof widths;
  /** As high at each step, so that nothing jumps from one to the next. */
  tall?: boolean;
  /** Names of the steps, and the index of the present one. */
  steps?: readonly string[];
  step?: number;
  /** Something was typed: a press outside does nothing, Escape and the cross ask first. */
  dirty?: boolean;
  /** A call is under way: nothing closes the dialog. */
  locked?: boolean;
  /** What dismissing a dirty dialog loses. */
  discardText?: string;
  footer?: ReactNode;
  /** Where focus goes at first; by default the first thing to fill in. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
};

const controls = 'input:not([type="hidden"], [aria-hidden="true"], [tabindex="-1"]), textarea, [role="combobox"], [role="checkbox"], [role="radio"][tabindex="0"]';

/** What is to be filled in comes before what can only be copied or followed; null leaves it to the dialog. */
function firstControl(body: HTMLElement | null): HTMLElement | null {
  return body?.querySelector<HTMLElement>(controls) ?? null;
}

/** A large modal dialog whose body scrolls between its header and its footer. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, size = "large", tall = false, steps, step = 0, dirty = false, locked = false, footer } = props;
  const [asking, setAsking] = useState(false);
  const body = useRef<HTMLDivElement>(null);

  return (
    <Base.Root
      open={open}
      disablePointerDismissal={dirty || locked}
      onOpenChange={(next, details) => {
        if (!next && (locked || dirty)) {
          details.cancel();
          if (!locked) setAsking(true);
          return;
        }
        onOpenChange(next);
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="print-hidden fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Viewport className="prints-alone fixed inset-0 z-40 grid place-items-center p-0 sm:p-6 print:static print:block print:p-0">
          <Base.Popup
            initialFocus={props.initialFocus ?? (() => firstControl(body.current))}
            className={classNames(
              "relative flex max-h-full w-full flex-col border border-line-strong bg-surface text-text shadow-dialog outline-none sm:max-h-[calc(100dvh-48px)] sm:rounded-xl",
              "transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0",
              "print:max-h-none print:max-w-none print:border-0 print:shadow-none",
              tall && "sm:min-h-[min(720px,calc(100dvh-48px))] print:min-h-0",
              widths[size],
            )}
          >
            <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-3.5 pr-15 pl-5">
              <Base.Title className="min-w-0 flex-1 text-xl font-semibold tracking-tight">{title}</Base.Title>
              {steps ? <div className="max-sm:order-1 max-sm:w-full"><Stepper steps={steps} current={step} /></div> : null}
              {description ? <Base.Description className="order-1 w-full text-pretty text-text-2">{description}</Base.Description> : null}
            </header>
            <div ref={body} className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain print:overflow-visible" tabIndex={-1}>
              {props.children}
            </div>
            {footer ? (
              <footer className="print-hidden flex flex-wrap items-center justify-end gap-2.5 border-t border-line bg-sunken px-5 py-3.5 sm:rounded-b-xl">{footer}</footer>
            ) : null}
            {/* Last in order, so that focus begins in the body and not on the way out. */}
            <Base.Close disabled={locked} aria-label="Close this dialog" className={buttonClass("quiet", "medium", "absolute! top-3 right-4 size-8 px-0! print:hidden")}>
              <X size={16} aria-hidden="true" />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
        <AlertDialog
          open={asking}
          onOpenChange={setAsking}
          title="Leave without sending?"
          description={props.discardText ?? "Nothing was sent. What you typed here is lost."}
          cancelLabel="Keep editing"
          confirmLabel="Discard"
          danger
          onConfirm={() => {
            setAsking(false);
            onOpenChange(false);
          }}
        />
      </Base.Portal>
    </Base.Root>
  );
}

/** One part of a dialog's body, set off from the next by a line. */
export function DialogSection({ heading, children }: { heading?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-b border-line px-5 py-3.5 last:border-b-0">
      {heading ? <h3 className="mb-2 text-sm font-semibold">{heading}</h3> : null}
      {children}
    </section>
  );
}

/** The sentence at the left of a dialog's footer: "Nothing is sent yet." */
export function DialogFootnote({ children }: { children: ReactNode }) {
  return <p className="mr-auto text-text-2">{children}</p>;
}
