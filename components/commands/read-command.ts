import type { CommandReceipt } from "@/lib/command";

/** What became of a command; "unknown" where the console has no record of it. Throws when the console cannot be asked. */
async function readCommand(program: string, commandId: string, signal: AbortSignal): Promise<CommandReceipt | "unknown"> {
  const response = await fetch(`/api/programs/${encodeURIComponent(program)}/commands/${commandId}`, { signal });
  if (response.status === 404) return "unknown";
  if (!response.ok) throw new Error(`The console answered ${response.status}`);
  return (await response.json()) as CommandReceipt;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const isOpen = (answer: CommandReceipt | "unknown") => answer !== "unknown" && (answer.status === "pending" || answer.status === "unconfirmed");

/** So often must the console say that it has no record: what was sent a moment ago may still be on its way. */
const unknownTimes = 5;

/** Asks until it is settled: every second at first, later every four. A console that cannot be asked is asked again. */
export async function followCommand(program: string, commandId: string, signal: AbortSignal, onAnswer: (answer: CommandReceipt | "unknown") => void): Promise<void> {
  let unknown = 0;
  for (let asked = 0; !signal.aborted; asked += 1) {
    const answer = await readCommand(program, commandId, signal).catch(() => null);
    if (signal.aborted) return;
    if (answer === "unknown") unknown += 1;
    const tells = answer !== null && (answer !== "unknown" || unknown >= unknownTimes);
    if (tells) onAnswer(answer);
    if (tells && !isOpen(answer)) return;
    await pause(asked < 10 ? 1000 : 4000, signal);
  }
}
