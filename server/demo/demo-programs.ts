import type { ProgramConfiguration } from "../programs";
import type { Credential } from "../simulator/settings";

/** Two programs, so that their separation is real; the simulator knows both by these. */
export const simulatorCredentials: Credential[] = [
  {
    program: "everyday",
    clientId: "everyday-client",
    clientSecret: "everyday-demo-secret",
    supportedCapabilities: ["deposit", "credit_without_underwriting"],
  },
  {
    program: "growth",
    clientId: "growth-client",
    clientSecret: "growth-demo-secret",
    supportedCapabilities: ["deposit", "credit_with_underwriting", "credit_without_underwriting"],
  },
];

/** What comes in signed; good for nothing but the demo. */
export const demoSecrets = simulatorCredentials.map(({ program }) => ({
  program,
  announcements: `${program}-demo-announcements-secret`,
  webhooks: `${program}-demo-webhooks-secret`,
}));

/** The environment variables that the demo's programs name. */
export function demoSecretSettings(): Record<string, string> {
  const credentials = simulatorCredentials.map(({ program, clientId, clientSecret }) => ({ program, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret }));
  const intake = demoSecrets.map(({ program, announcements, webhooks }) => ({ program, ANNOUNCEMENTS_SECRET: announcements, WEBHOOKS_SECRET: webhooks }));
  const settings = [...credentials, ...intake].flatMap(({ program, ...values }) => Object.entries(values).map(([name, value]) => [`${program.toUpperCase()}_${name}`, value]));
  return Object.fromEntries(settings) as Record<string, string>;
}

const names: Record<string, string> = { everyday: "Everyday Checking", growth: "Growth Line" };

/** The demo's programs file. */
export function demoPrograms(simulatorUrl: string): ProgramConfiguration[] {
  return simulatorCredentials.map(({ program, supportedCapabilities }) => ({
    slug: program,
    name: names[program] ?? program,
    environment: "simulator",
    baseUrl: simulatorUrl,
    credentials: [{ clientIdVariable: `${program.toUpperCase()}_CLIENT_ID`, clientSecretVariable: `${program.toUpperCase()}_CLIENT_SECRET` }],
    supportedCapabilities: [...supportedCapabilities],
    clientIdLookup: program === "growth",
    announcements: { secretVariables: [`${program.toUpperCase()}_ANNOUNCEMENTS_SECRET`] },
    webhooks: { secretVariables: [`${program.toUpperCase()}_WEBHOOKS_SECRET`] },
    timeZone: "America/Chicago",
    roles: {
      program_manager: [`${program}-program_manager`],
      compliance: [`${program}-compliance`],
      support: [`${program}-support`],
      auditor: [`${program}-auditor`],
      administrator: [`${program}-administrator`],
    },
    creditor: { name: "Lead Bank", address: "1801 Main Street, Kansas City, MO 64108" },
    agency: {
      name: "Federal Deposit Insurance Corporation, Consumer Response Center",
      address: "1100 Walnut Street, Box #11, Kansas City, MO 64106",
    },
    notices: { contact: `${names[program] ?? program} customer care, PO Box 120, Springfield, IL 62701, 800 555 0120` },
  }));
}
