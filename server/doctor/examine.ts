import "server-only";
import { databaseSettings, settingProblems, SettingsError, signInSettings } from "../env";
import type { SettingProblem } from "../env";
import { readPrograms } from "../programs";
import type { Program } from "../programs";
import { checkDatabase } from "./check-database";
import { checkGroups } from "./check-groups";
import { checkLead } from "./check-lead";
import { checkSignIn } from "./check-sign-in";
import { fine, wrong } from "./finding";
import type { Examination, Finding } from "./finding";

function readAll(): { programs: Program[]; problems: SettingProblem[] } {
  try {
    return { programs: readPrograms(process.env), problems: settingProblems() };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { programs: [], problems: [...settingProblems(), ...error.problems] };
  }
}

const settingFinding = ({ setting, expected }: SettingProblem): Finding => wrong(`${setting} is missing or wrong.`, `${expected.charAt(0).toUpperCase()}${expected.slice(1)}.`);

/** Looks at the settings, the database, the identity provider and every program's Lead. What needs a wrong setting is left out. */
export async function examine(): Promise<Examination[]> {
  const { programs, problems } = readAll();
  const isUsable = (...settings: string[]) => !problems.some(({ setting }) => settings.includes(setting));
  const settings: Examination = { subject: "Settings", findings: problems.length === 0 ? [fine("All settings are there.")] : problems.map(settingFinding) };
  const examinations = [settings];
  if (isUsable("DATABASE_URL", "MIGRATION_DATABASE_URL")) examinations.push({ subject: "Database", findings: await checkDatabase(databaseSettings()) });
  const signInUsable = isUsable("NEXTAUTH_URL", "NEXTAUTH_SECRET", "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET");
  const signIn = signInUsable ? await checkSignIn(signInSettings()) : undefined;
  if (signIn) examinations.push({ subject: "Identity provider", findings: signIn.findings });
  for (const program of programs) {
    const findings = [...(await checkLead(program)), ...checkGroups(program, programs, signIn?.groups)];
    examinations.push({ subject: `Program ${program.slug} (${program.name}, ${program.environment})`, findings });
  }
  return examinations;
}
