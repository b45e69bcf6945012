import { describe, expect, it } from "vitest";
import { scraPeriod } from "./scra-period";
import { scraWords } from "./scra-words";

const today = "2026-11-20";

describe("scraWords", () => {
  it.each([
    ["2025-02-03", "2026-12-11", "SCRA 21 days left"],
    ["2025-02-03", "2026-11-21", "SCRA 1 day left"],
    ["2025-02-03", "2026-11-20", "SCRA 0 days left"],
    ["2025-02-03", "2026-11-19", "SCRA ended"],
    ["2025-02-03", null, "SCRA open"],
    ["2026-11-21", null, "SCRA begins later"],
  ])("from %s to %s is %s", (start, end, tag) => {
    expect(scraWords(scraPeriod(start, end, today))?.tag).toBe(tag);
  });

  it("says nothing where Lead holds no protection", () => {
    expect(scraWords(scraPeriod(null, null, today))).toBeNull();
  });
});
