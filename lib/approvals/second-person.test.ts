import { describe, expect, test } from "vitest";
import { closeReasons } from "../lead/enums";
import { closingNeedsSecondPerson } from "./second-person";
import type { SecondPersonSettings } from "./second-person";

const none: SecondPersonSettings = { closing: { client_closed: false, entity_closed: false, paid_off: false, charged_off: false, canceled: false }, openScra: false, correction: false };
const today = "2026-11-20";
const scra = { none: { scra: null }, open: { scra: { start: "2026-01-01", end: null } }, toCome: { scra: { start: "2026-12-01", end: "2027-12-01" } }, over: { scra: { start: "2020-01-01", end: "2021-01-01" } } };

describe("whether a closing needs a second person", () => {
  test.each(closeReasons)("%s: as its own setting says, whatever the others say", (reason) => {
    const only = { ...none, closing: { ...none.closing, [reason]: true } };
    for (const facts of Object.values(scra)) {
      for (const asked of closeReasons) expect(closingNeedsSecondPerson(only, asked, facts, today)).toBe(asked === reason);
    }
  });

  test.each(closeReasons)("%s with open SCRA dates: where using the protection might be the reason", (reason) => {
    const against = reason === "client_closed" || reason === "charged_off";
    const needs = (facts: (typeof scra)[keyof typeof scra]) => closingNeedsSecondPerson({ ...none, openScra: true }, reason, facts, today);
    expect([needs(scra.none), needs(scra.open), needs(scra.toCome), needs(scra.over)]).toEqual([false, against, against, false]);
  });
});
