/** What the address says of the open dialog. */
export const placeHoldDialog = "place-hold";
export const releaseHoldDialog = (holdId: string) => `release-hold:${holdId}`;

/** The hold that the address asks to release; null where it asks for something else. */
export function holdToRelease(dialog: string | null): string | null {
  return /^release-hold:([0-9a-f-]{36})$/i.exec(dialog ?? "")?.[1]?.toLowerCase() ?? null;
}
