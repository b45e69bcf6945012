import { describe, expect, it } from "vitest";
import { demoPrograms, demoSecretSettings } from "../demo/demo-programs";
import { readPrograms } from "../programs";
import type { SessionState } from "../sessions/session";
import { askerNow } from "./asker";

const [program] = readPrograms({ PROGRAMS: JSON.stringify(demoPrograms("http://127.0.0.1:4010")), ...demoSecretSettings() });
if (!program) throw new Error("The demo has programs");
const valid = (...groups: string[]): SessionState => ({ kind: "valid", person: { subject: "person-priya", name: "Priya Nair", email: null, groups } });
const ask = (state: SessionState, permission: Parameters<typeof askerNow>[0]["permission"] = "deactivate-account") => askerNow({ program, permission, subject: "person-priya", name: "Priya Nair" }, () => Promise.resolve(state));

describe("who asked, at the moment of an account's turn", () => {
  it("acts with the roles of now, not of when it was asked", async () => {
    expect(await ask(valid(`${program.slug}-compliance`))).toEqual({ kind: "may", actor: { subject: "person-priya", name: "Priya Nair", roles: ["compliance"] } });
  });

  it.each([
    ["lost the role", valid(`${program.slug}-support`)], ["left the program", valid("growth-program_manager")], ["has no group left", valid()],
  ])("stops it where they %s", async (_case, state) => {
    expect(await ask(state)).toMatchObject({ kind: "stop", problem: { title: "Priya Nair no longer has the right to do this.", detail: "Only program managers and compliance can deactivate accounts." } });
  });

  it.each([["none"], ["expired"], ["ended"]] as const)("stops it where their session is %s: nobody can say what they may do", async (kind) => {
    expect(await ask({ kind })).toMatchObject({ kind: "stop", problem: { title: "Priya Nair is no longer signed in, so their rights are not known." } });
  });

  it("waits while the identity provider gives no answer", async () => {
    expect(await ask({ kind: "unconfirmed" })).toMatchObject({ kind: "wait", problem: { kind: "unavailable" } });
  });
});
