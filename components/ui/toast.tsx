"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";

export type ToastTone = "ok" | "info" | "warn" | "stop";

const tones = {
  ok: "border-l-ok",
  info: "border-l-accent",
  warn: "border-l-warn",
  stop: "border-l-stop",
} satisfies Record<ToastTone, string>;

type ToastWords = { title: ReactNode; description?: ReactNode; tone?: ToastTone };

/** Tells of something that happened and needs no answer. Failures stay until they are closed. */
export function useToast(): { show: (words: ToastWords) => string; close: (id: string) => void } {
  const manager = Base.useToastManager();
  return {
    show: ({ title, description, tone = "info" }) =>
      manager.add({ title, description, type: tone, timeout: tone === "stop" || tone === "warn" ? 0 : 6000, priority: tone === "stop" ? "high" : "low" }),
    close: manager.close,
  };
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider limit={4}>
      {children}
      <Base.Portal>
        <Base.Viewport className="print-hidden fixed right-4 bottom-4 z-50 flex w-[calc(100vw-32px)] flex-col gap-2 sm:w-96">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      // The viewport announces it; as the dialog it is by default it would pass for one that asks something.
      role="group"
      aria-modal={undefined}
      // Until it has the focus an urgent one would be hidden from assistive technology, and the button of any.
      aria-hidden={undefined}
      className={classNames(
        "rounded-lg border border-l-4 border-line-strong bg-surface text-text shadow-popup transition-opacity duration-150 data-[ending-style]:opacity-0 data-[limited]:hidden data-[starting-style]:opacity-0",
        tones[(toast.type as ToastTone | undefined) ?? "info"],
      )}
    >
      <Base.Content className="flex items-start gap-2 py-2.5 pr-2 pl-3">
        <div className="min-w-0 flex-1">
          <Base.Title className="font-medium" />
          <Base.Description className="text-text-2" />
        </div>
        <Base.Close aria-hidden={undefined} render={<IconButton label="Dismiss" size="small" icon={<X size={14} aria-hidden="true" />} />} />
      </Base.Content>
    </Base.Root>
  ));
}
