import "server-only";
import { withoutSecrets } from "../secret";
import { describeExamination, isWrong } from "./finding";

// Only the findings are for the reader; the calls' own log lines are not.
process.env.LOG_LEVEL = "silent";
const { examine } = await import("./examine");
const examinations = await examine();
process.stdout.write(withoutSecrets(`${examinations.map(describeExamination).join("\n\n")}\n`));
process.stdout.write(isWrong(examinations) ? "\nSomething is wrong.\n" : "\nNothing is wrong.\n");
process.exitCode = isWrong(examinations) ? 1 : 0;
