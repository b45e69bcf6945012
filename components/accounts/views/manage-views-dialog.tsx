"use client";

import { useState } from "react";
import { mayChangeView, type OfferedViews, type SavedView } from "@/lib/views/saved-view";
import { AlertDialog } from "../../ui/alert-dialog";
import { Button } from "../../ui/button";
import { Callout } from "../../ui/callout";
import { Dialog, DialogSection } from "../../ui/dialog";
import { Tag } from "../../ui/tag";
import { useSavedViews } from "./use-saved-views";
import { viewWords } from "./view-words";

type ManageViewsDialogProps = { programSlug: string; views: OfferedViews; onChange: (view: SavedView) => void; onClose: () => void };

/** Every view that a person may see, with what they may do to it. */
export function ManageViewsDialog({ programSlug, views, onChange, onClose }: ManageViewsDialogProps) {
  const [removing, setRemoving] = useState<SavedView | null>(null);
  const { remove, busy, problem } = useSavedViews(programSlug, () => setRemoving(null));
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title="Saved views" size="medium" footer={<Button onClick={onClose}>Done</Button>}>
      <DialogSection>
        {problem ? <Callout tone="warn" role="alert" title={problem.title} className="mb-3">{[problem.saved, problem.next].filter(Boolean).join(" ")}</Callout> : null}
        {views.saved.length === 0 ? <p className="text-text-2">No view is saved. Narrow the list, then save it from the menu of views.</p> : null}
        <ul className="divide-y divide-line">
          {views.saved.map((view) => (
            <li key={view.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2 first:pt-0 last:pb-0">
              <div className="min-w-40 flex-1">
                <p className="flex flex-wrap items-center gap-x-2"><span className="font-medium wrap-anywhere">{view.name}</span> {view.shared ? <Tag tone="neutral">{view.owner ? `Shared by ${view.owner}` : "Shared by you"}</Tag> : null}</p>
                <p className="text-xs wrap-anywhere text-text-3">{viewWords(view.text, views.today)}</p>
              </div>
              {mayChangeView(view, views) ? (
                <span className="flex gap-1.5">
                  <Button size="small" onClick={() => onChange(view)} aria-label={`Change the view: ${view.name}`}>Change</Button>
                  <Button size="small" variant="danger" onClick={() => setRemoving(view)} aria-label={`Remove the view: ${view.name}`}>Remove</Button>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      </DialogSection>
      <AlertDialog
        open={removing !== null}
        onOpenChange={(open) => (open ? undefined : setRemoving(null))}
        title={`Remove “${removing?.name ?? ""}”?`}
        description={removing?.shared ? "Nobody in the program sees it any more. The accounts stay as they are." : "The accounts stay as they are."}
        confirmLabel="Remove the view"
        danger
        busy={busy}
        onConfirm={() => (removing ? remove(removing.id) : undefined)}
      />
    </Dialog>
  );
}
