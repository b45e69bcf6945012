"use client";

import { Dialog, DialogSection } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { Switch } from "../ui/switch";
import { shortcutGroups } from "./shortcuts";

type ShortcutListProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  singleKeys: boolean;
  onSingleKeysChange: (on: boolean) => void;
};

export function ShortcutList({ open, onOpenChange, singleKeys, onSingleKeysChange }: ShortcutListProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" size="medium">
      {shortcutGroups.map((group) => (
        <DialogSection key={group.heading} heading={group.heading}>
          <dl className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1.5">
            {group.shortcuts.map((shortcut) => (
              <div key={shortcut.does} className="contents">
                <dt className="text-text-2">{shortcut.does}</dt>
                <dd className="flex justify-end gap-1">
                  {shortcut.keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </DialogSection>
      ))}
      <DialogSection>
        <Switch
          checked={singleKeys}
          onCheckedChange={onSingleKeysChange}
          label="Shortcuts of a single key"
          hint="Turn them off when speech input or a habit sets them off by mistake."
        />
      </DialogSection>
    </Dialog>
  );
}
