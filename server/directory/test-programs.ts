import "server-only";
import { readPrograms } from "../programs";
import type { Program } from "../programs";

const slugs = ["everyday", "growth"] as const;
export type Slug = (typeof slugs)[number];

/** The programs that tests of the directory and of imports run with, on a simulator. */
export function testPrograms(baseUrl: string): Program[] {
  const party = { name: "Lead Bank", address: "Kansas City" };
  const configured = slugs.map((slug) => ({
    slug, name: slug, environment: "simulator", baseUrl, clientIdLookup: slug === "growth",
    credentials: [{ clientIdVariable: `${slug.toUpperCase()}_ID`, clientSecretVariable: `${slug.toUpperCase()}_SECRET` }],
    supportedCapabilities: ["deposit"],
    limits: { attemptTimeoutMs: 3_000, actionDeadlineMs: 6_000, retryDelayMs: 5 },
    roles: {}, creditor: party, agency: party,
  }));
  const credentials = Object.fromEntries(slugs.flatMap((slug) => [[`${slug.toUpperCase()}_ID`, `${slug}-client`], [`${slug.toUpperCase()}_SECRET`, `${slug}-secret`]]));
  return readPrograms({ PROGRAMS: JSON.stringify(configured), ...credentials });
}
