import { describe, expect, it } from "vitest";
import { holdToRelease, placeHoldDialog, releaseHoldDialog } from "./hold-dialogs";

const id = "3f2b8c1e-9a47-4d1b-8a55-0c4f0b0e7d11";

describe("the dialogs of holds in the address", () => {
  it("finds the hold again", () => {
    expect(holdToRelease(releaseHoldDialog(id))).toBe(id);
  });

  it("takes nothing else for a hold", () => {
    expect(holdToRelease(null)).toBeNull();
    expect(holdToRelease(placeHoldDialog)).toBeNull();
    expect(holdToRelease("release-hold:../x")).toBeNull();
  });
});
