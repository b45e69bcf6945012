"use client";

import { parseAsString, useQueryState } from "nuqs";

type AccountDialog = {
  /** Which dialog of the account is open, as the address says; null for none. */
  dialog: string | null;
  openDialog: (name: string) => void;
  closeDialog: () => void;
};

/**
 * The open dialog is in the address, so that it can be shared and survives a reload. The server is told of it too:
 * refreshing a page whose address changed in the browser alone is a mismatch to Next's router, and twice in a row it
 * loads the document anew, which ends whatever a dialog was doing.
 */
export function useAccountDialog(): AccountDialog {
  const [dialog, setDialog] = useQueryState("dialog", parseAsString.withOptions({ history: "push", shallow: false }));
  return { dialog, openDialog: (name) => void setDialog(name), closeDialog: () => void setDialog(null) };
}
