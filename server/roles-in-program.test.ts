import { describe, expect, it } from "vitest";
import { demoPrograms, demoSecretSettings } from "./demo/demo-programs";
import { rolesInProgram } from "./roles-in-program";
import { readPrograms } from "./programs";

const programs = readPrograms({ PROGRAMS: JSON.stringify(demoPrograms("http://127.0.0.1:4010")), ...demoSecretSettings() });
const rolesIn = (slug: string, groups: string[]) => programs.filter((program) => program.slug === slug).map((program) => rolesInProgram(program, groups));

describe("the roles of a person in a program", () => {
  it("are the union of what the groups give, in this program alone", () => {
    const groups = ["everyday-compliance", "everyday-support", "growth-auditor"];
    expect(rolesIn("everyday", groups)).toEqual([["compliance", "support"]]);
    expect(rolesIn("growth", groups)).toEqual([["auditor"]]);
  });

  it("are none for groups that match only in part", () => {
    expect(rolesIn("everyday", ["everyday", "compliance", "everyday-compliance-leads", "EVERYDAY-COMPLIANCE", ""])).toEqual([[]]);
  });
});
