import { describe, expect, it } from "vitest";
import { readSettings } from "./settings";

const CREDENTIALS = [{ program: "growth", clientId: "a", clientSecret: "b", supportedCapabilities: ["deposit"] }];

describe("settings", () => {
  it("have defaults", () => {
    expect(readSettings({ NODE_ENV: "test" })).toMatchObject({ port: 4010, host: "127.0.0.1", dataFolder: undefined, credentials: undefined });
  });

  it("are read from the environment", () => {
    const environment = { NODE_ENV: "test", SIMULATOR_PORT: "4999", SIMULATOR_DATA: "x", SIMULATOR_CREDENTIALS: JSON.stringify(CREDENTIALS) } as const;
    expect(readSettings(environment)).toMatchObject({ port: 4999, dataFolder: "x", credentials: CREDENTIALS });
  });

  it.each([
    ["SIMULATOR_PORT", "many"],
    ["SIMULATOR_NOW", "yesterday"],
    ["SIMULATOR_CREDENTIALS", "{"],
    ["SIMULATOR_CREDENTIALS", "[]"],
    ["SIMULATOR_CREDENTIALS", JSON.stringify([{ ...CREDENTIALS[0], supportedCapabilities: ["loan"] }])],
  ])("stop with the name of %s when it is %s", (name, value) => {
    expect(() => readSettings({ NODE_ENV: "test", [name]: value })).toThrow(name);
  });
});
