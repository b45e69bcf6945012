import "server-only";
import { fail, ok } from "@/lib/result";
import { refreshControlInput, refreshSpeedInput } from "@/lib/settings/refresh-inputs";
import { controlRefresh } from "../../refresh/control-refresh";
import { invalidFields } from "../command-problems";
import { defineLocalCommand } from "../define-command";

/** Whether the worker reads the directory again; the worker itself sees it within a second. */
function refreshCommand(name: "start-refresh" | "pause-refresh") {
  return defineLocalCommand({
    kind: "local",
    name,
    permissions: [name],
    schema: refreshControlInput,
    accountId: () => null,
    perform: async (tx, { program, actor }) => {
      const before = await controlRefresh(tx, program.slug, actor, { paused: name === "pause-refresh" });
      return before.ok ? ok({}) : before;
    },
  });
}

export const startRefresh = refreshCommand("start-refresh");
export const pauseRefresh = refreshCommand("pause-refresh");

const words = (callsPerSecond: number) => `${callsPerSecond} calls per second`;

export const setRefreshSpeed = defineLocalCommand({
  kind: "local",
  name: "set-refresh-speed",
  permissions: ["set-refresh-speed"],
  schema: refreshSpeedInput,
  accountId: () => null,
  perform: async (tx, { program, actor, input: { callsPerSecond } }) => {
    const most = program.backgroundCallsPerSecond;
    if (callsPerSecond > most) return fail(invalidFields([{ path: "callsPerSecond", message: `At most ${words(most)}: that is the program's rate for all work in the background.` }]));
    const before = await controlRefresh(tx, program.slug, actor, { callsPerSecond });
    return before.ok ? ok({ details: { before: words(before.value.callsPerSecond ?? most) } }) : before;
  },
  why: ({ callsPerSecond }) => ({ speed: words(callsPerSecond) }),
});
