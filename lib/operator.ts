import type { Role } from "./permissions";

/** Our colleague at the console. */
export type Operator = {
  /** The identity provider's subject. */
  subject: string;
  name: string;
  email: string | null;
  groups: readonly string[];
};

/** Who acts, as it is written down: on commands, audit entries and closures. */
export type Actor = { subject: string; name: string; roles: readonly Role[] };

/** The console acting on its own: settling, refreshing. */
export const consoleActor: Actor = { subject: "console", name: "Console", roles: [] };
