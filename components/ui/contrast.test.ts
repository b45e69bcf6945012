import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const tokens = new Map([...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name = "", light = "", dark = ""]) => [name, { light, dark }]));

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["bg", "surface", "sunken", "accent-weak"];
const texts = ["text", "text-2", "text-3", "accent", "stop", "warn", "ok", "env-sandbox", "env-simulator", "env-production"];

const textPairs = [
  ...grounds.flatMap((ground) => texts.map((text) => [text, ground] as const)),
  ...["ok", "warn", "stop"].flatMap((tone) => [[tone, `${tone}-weak`], ["text", `${tone}-weak`]] as const),
  ["text-2", "idle-weak"],
  ["on-fill", "accent"],
  ["on-fill", "accent-strong"],
  ["on-fill", "stop"],
  ["on-fill", "stop-strong"],
  ["bg", "text"],
] as const;

// WCAG 1.4.11: the edge of a control, and the focus ring.
const shapePairs = ["bg", "surface", "sunken"].flatMap((ground) => [["control", ground], ["accent", ground]] as const);

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const value = (name: string): string => {
    const token = tokens.get(name);
    if (!token) throw new Error(`No token ${name}`);
    return token[theme];
  };

  it.each(textPairs)("%s can be read on %s", (text, ground) => {
    expect(contrast(value(text), value(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapePairs)("%s can be seen on %s", (shape, ground) => {
    expect(contrast(value(shape), value(ground))).toBeGreaterThanOrEqual(3);
  });
});
