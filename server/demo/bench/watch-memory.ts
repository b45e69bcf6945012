const megabyte = 1024 * 1024;

/** How far the process grows beyond what it is now, as far as anybody looks. */
export function watchMemory() {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = () => void (most = Math.max(most, process.memoryUsage.rss()));
  return { look, growthMb: () => (most - before) / megabyte };
}
