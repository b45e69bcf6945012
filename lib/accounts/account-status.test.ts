import { describe, expect, it } from "vitest";
import { accountStatuses, closeReasons } from "../lead/enums";
import { canTransition, inactiveReasons, statusReasons, statusWords, transitions, transitionVerbs, verbsFrom } from "./account-status";

describe("the transition table", () => {
  const permitted: Record<string, readonly string[]> = {
    active: ["deactivate-account", "close-account"],
    inactive: ["activate-account", "close-account"],
    closed: ["reopen-account"],
  };

  it.each(accountStatuses)("offers from %s exactly what Lead permits", (status) => {
    expect(verbsFrom(status)).toEqual(permitted[status]);
  });

  it("offers nothing from a status that it does not know", () => {
    expect(verbsFrom("under_review")).toEqual([]);
    expect(transitionVerbs.some((verb) => canTransition(verb, "toString"))).toBe(false);
  });

  it("takes for each verb only the reasons of the status that it leads to", () => {
    for (const verb of transitionVerbs) {
      const { to, reasons } = transitions[verb];
      for (const reason of reasons) expect(statusReasons[reason].status).toBe(to);
    }
    expect(transitions["deactivate-account"].reasons).toEqual(inactiveReasons);
    expect(transitions["close-account"].reasons).toEqual(closeReasons);
  });
});

describe("statusWords", () => {
  it("never shows the bare enum of a known reason", () => {
    expect(statusWords("inactive", "dormant")).toBe("Inactive · dormant");
    expect(statusWords("closed", "client_closed")).toBe("Closed · by the program");
    expect(statusWords("closed", "paid_off")).toBe("Closed · paid off");
    expect(statusWords("active", "active")).toBe("Active");
  });

  it("shows an unknown value as Lead sent it", () => {
    expect(statusWords("paused", "by_regulator")).toBe("Paused · by_regulator");
    expect(statusWords("closed", "toString")).toBe("Closed · toString");
    expect(statusWords(null, null)).toBe("Unknown");
  });
});
