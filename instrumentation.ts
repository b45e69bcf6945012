/** Called by Next.js once, before the console answers anything. Development keeps its own console. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NODE_ENV !== "production") return;
  const { consoleToLog } = await import("./server/console-to-log");
  consoleToLog();
}
