"use client";

import { AlertDialog as Base } from "@base-ui/react/alert-dialog";
import { useRef, type ReactNode } from "react";
import { Button } from "./button";

export type AlertDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
};

/** A question that must be answered: focus begins on the way back, a press outside does nothing. */
export function AlertDialog(props: AlertDialogProps) {
  const { open, onOpenChange, title, description, confirmLabel, cancelLabel = "Cancel", danger = false, busy = false, onConfirm } = props;
  const cancelRef = useRef<HTMLButtonElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop forceRender className="fixed inset-0 z-50 bg-scrim transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 grid place-items-center p-4">
          <Base.Popup
            initialFocus={cancelRef}
            className="w-full max-w-md rounded-xl border border-line-strong bg-surface text-text shadow-dialog outline-none transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0"
          >
            <div className="px-5 py-4">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              <Base.Description className="mt-1 text-text-2" render={<div />}>{description}</Base.Description>
            </div>
            <footer className="flex flex-wrap justify-end gap-2.5 rounded-b-xl border-t border-line bg-sunken px-5 py-3">
              <Base.Close ref={cancelRef} render={<Button />}>{cancelLabel}</Base.Close>
              <Button variant={danger ? "danger-filled" : "primary"} busy={busy} onClick={onConfirm}>{confirmLabel}</Button>
            </footer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
