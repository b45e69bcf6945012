export type Shortcut = { keys: readonly string[]; does: string };
export type ShortcutGroup = { heading: string; shortcuts: readonly Shortcut[] };

/** What the list under `?` shows. A screen with keys of its own adds its group here. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    heading: "Everywhere",
    shortcuts: [
      { keys: ["Ctrl", "K"], does: "Find an account" },
      { keys: ["?"], does: "Show this list" },
      { keys: ["Esc"], does: "Close what is open" },
    ],
  },
  {
    heading: "In the work queue",
    shortcuts: [
      { keys: ["↑", "↓"], does: "Walk from one thing to the next" },
      { keys: ["Enter"], does: "Go to where it is done" },
    ],
  },
  {
    heading: "In the list of accounts",
    shortcuts: [
      { keys: ["↑", "↓"], does: "Walk from account to account" },
      { keys: ["Home", "End"], does: "Go to the first or the last one shown" },
      { keys: ["Space"], does: "Look at the account beside the list, and close it again" },
      { keys: ["Shift", "Space"], does: "Select the account for an action on several, or take it away" },
      { keys: ["Enter"], does: "Open the account" },
    ],
  },
  {
    heading: "During a call",
    shortcuts: [
      { keys: ["1", "9"], does: "Take one of the accounts found, by its number" },
      { keys: ["Ctrl", "Enter"], does: "Reactivate, or hand over" },
    ],
  },
];

/** The id that the global search's input carries, so that Ctrl-K finds it. */
export const globalSearchInputId = "global-search";

/** Whether a key pressed here is text rather than a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, [role=combobox], [role=textbox]") !== null);
}

/** Focuses the global search; false when this page has none. */
export function focusGlobalSearch(): boolean {
  const input = document.getElementById(globalSearchInputId);
  if (!(input instanceof HTMLInputElement)) return false;
  input.focus();
  input.select();
  return true;
}
