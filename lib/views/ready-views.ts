import type { Role } from "../permissions";

/** `tellsCauses`: has nothing for those who may not know why an account is restricted. */
export type ReadyView = { name: string; text: string; tellsCauses?: true };

/** The lists that everybody asks for, beside the list's head. */
export const everyonesViews: readonly ReadyView[] = [
  { name: "All", text: "" },
  { name: "Active", text: "status=active" },
  { name: "Inactive: dormant", text: "status=inactive&reason=dormant" },
  { name: "Inactive: frozen", text: "status=inactive&reason=frozen", tellsCauses: true },
  { name: "Closed", text: "status=closed" },
];

/** The list that each role begins its work with. */
export const roleViews: Record<Role, ReadyView> = {
  program_manager: { name: "Opened in the last 30 days", text: "created=last-30-days&sort=created" },
  compliance: { name: "Closed this month", text: "closed=this-month&sort=closed" },
  support: { name: "Inactive: dormant", text: "status=inactive&reason=dormant" },
  auditor: { name: "Closed with an adverse action notice", text: "status=closed&notice=yes&sort=closed" },
  administrator: { name: "Not read for 7 days", text: "stale=7" },
};
