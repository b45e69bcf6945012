export const settleDialog = (commandId: string) => `settle:${commandId}`;

/** The command that the address asks to settle; null where it asks for something else. */
export function commandToSettle(dialog: string | null): string | null {
  return /^settle:([0-9a-f-]{36})$/i.exec(dialog ?? "")?.[1]?.toLowerCase() ?? null;
}
