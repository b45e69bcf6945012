import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const resolve = {
  alias: [
    { find: /^@\//, replacement: root },
    // Outside Next, `server-only` throws unless its empty half is read.
    { find: /^server-only$/, replacement: `${root}node_modules/server-only/empty.js` },
  ],
};
const exclude = ["node_modules/**", ".next/**", "dist/**", ".data/**"];

export default defineConfig({
  test: {
    // Each file has a database and a simulator of its own; the usual number leaves one of two cores idle.
    maxWorkers: "100%",
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          environment: "node",
          include: ["lib/**/*.test.{ts,tsx}", "components/**/*.test.{ts,tsx}"],
          exclude,
          // A rule tried on hundreds of cases takes seconds on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        resolve,
        test: {
          name: "server",
          environment: "node",
          include: ["server/**/*.test.ts", "e2e/contract/**/*.test.ts"],
          exclude,
          globalSetup: ["server/demo/test-server.ts"],
          env: { LOG_LEVEL: "silent" },
          testTimeout: 60_000,
          // What is waited for comes when it comes: only a test that fails waits this long.
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
