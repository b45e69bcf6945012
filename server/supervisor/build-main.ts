import { buildEverything } from "./build";

buildEverything().then(
  () => process.stdout.write("Built. `npm start` runs it.\n"),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
