import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Every function of the server that a page or a route of app imports by name: whatever reaches a browser comes through
 * one of these. `server/actions` is imported by components; its answers are those of the commands.
 */
export function doorsOfApp(root = "app"): Map<string, string> {
  const doors = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
    const source = readFileSync(join(entry.parentPath, entry.name), "utf8");
    for (const [, names = "", from = ""] of source.matchAll(/import \{([^}]*)\} from "@\/server\/([^"]+)"/g)) {
      for (const name of names.split(",").map((one) => one.trim())) if (name !== "" && !name.startsWith("type ")) doors.set(name, from);
    }
  }
  return doors;
}

/** What gives support nothing of an account: who asks, what comes in signed, and what is a person's own. */
export const tellsNothingOfAccounts: Record<string, string> = {
  operatorInProgram: "who asks", requireOperator: "who asks", requireSignedIn: "who asks", currentOperator: "who asks", programsOfOperator: "the person's programs",
  authRoute: "signing in", signOutEverywhere: "signing out", signInSettings: "signing in",
  limitedJson: "reads what was sent", isFromConsole: "where it was sent from", importCaller: "who asks",
  receiveWebhook: "signed, from Lead", receiveAnnouncement: "signed, from the partner",
  waitingFaults: "faults of the simulator", triggerFault: "faults of the simulator", clearFaults: "faults of the simulator",
  keepCallTime: "keeps how long a call took", keepOwnLayout: "the person's own columns", forgetOwnLayout: "the person's own columns",
  keepView: "the person's own view", removeView: "the person's own view",
  ownNoticeRules: "the program's settings", recordDay: "the program's business day",
};
