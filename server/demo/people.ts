export type DemoPerson = {
  /** `sub` at the identity provider. */
  subject: string;
  name: string;
  email: string;
  role: string;
  /** One line on what this person can do. */
  can: string;
  groups: readonly string[];
};

const person = (first: string, last: string, role: string, can: string, groups: readonly string[]): DemoPerson => ({
  subject: `person-${first.toLowerCase()}`,
  name: `${first} ${last}`,
  email: `${first.toLowerCase()}@example.test`,
  role,
  can,
  groups,
});

/** The groups of one role in the demo's programs, Everyday Checking and Growth Line. */
const inBoth = (role: string) => [`everyday-${role}`, `growth-${role}`];

/** The people one can sign in as, in the order in which they are listed. */
export const demoPeople: readonly DemoPerson[] = [
  person("Priya", "Nair", "Program manager", "opens and edits accounts, asks for closures, in both programs", inBoth("program_manager")),
  person("Carmen", "Ortiz", "Compliance", "closes accounts, lifts freezes, corrects, in both programs", inBoth("compliance")),
  person("Chen", "Wei", "Compliance", "the same as Carmen, to try two people at once", inBoth("compliance")),
  person("Sam", "Boateng", "Support", "finds accounts and reactivates dormant ones; sensitive fields are masked", inBoth("support")),
  person("Ada", "Lindqvist", "Auditor", "reads everything and changes nothing, in both programs", inBoth("auditor")),
  person("Alex", "Moreau", "Administrator", "reads activity and the API log; sensitive fields are masked", inBoth("administrator")),
  person("Gus", "Haddad", "Program manager", "the same as Priya, in Growth Line only", ["growth-program_manager"]),
  person("Nora", "Falk", "No role", "signs in and sees that no program is open to her", ["payments-engineering"]),
];
