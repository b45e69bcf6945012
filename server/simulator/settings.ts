import { z } from "zod";

export const CAPABILITIES = ["deposit", "credit_with_underwriting", "credit_without_underwriting"] as const;

const credentialSchema = z.strictObject({
  program: z.string().min(1),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  supportedCapabilities: z.array(z.enum(CAPABILITIES)).min(1),
  /** Scopes that may be granted; all of Lead's where it is left out. */
  scopes: z.array(z.string()).optional(),
});
export type Credential = z.infer<typeof credentialSchema>;

const webhookSchema = z.strictObject({ program: z.string().min(1), url: z.url(), secret: z.string().min(1) });
/** Where the events of a program are sent to, and the secret that they are signed with. */
export type WebhookEndpoint = z.infer<typeof webhookSchema>;

/** Two programs, as in the demo. Two credentials of one program may overlap while they are rotated. */
export const DEFAULT_CREDENTIALS: Credential[] = [
  {
    program: "everyday",
    clientId: "everyday-client",
    clientSecret: "everyday-secret",
    supportedCapabilities: ["deposit", "credit_without_underwriting"],
  },
  { program: "growth", clientId: "growth-client", clientSecret: "growth-secret", supportedCapabilities: [...CAPABILITIES] },
];

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
});

const environmentSchema = z.object({
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  SIMULATOR_HOST: z.string().default("127.0.0.1"),
  SIMULATOR_DATA: z.string().min(1).optional(),
  SIMULATOR_SEED: z.string().min(1).default("lead-simulator"),
  SIMULATOR_NOW: z.iso.datetime({ offset: true }).optional(),
  SIMULATOR_CREDENTIALS: jsonText.pipe(z.array(credentialSchema).min(1)).optional(),
  SIMULATOR_WEBHOOKS: jsonText.pipe(z.array(webhookSchema)).optional(),
});

export type SimulatorOptions = {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  /** Folder of the journal; a temporary one where it is left out. */
  dataFolder?: string;
  seed?: string;
  /** Reference of the fixtures' dates, ISO 8601; the start of today (UTC) where it is left out. */
  now?: string;
  credentials?: Credential[];
  /** None are sent where it is left out. */
  webhooks?: WebhookEndpoint[];
};

/** Reads the settings; throws with the setting's name and what is expected. */
export function readSettings(environment: NodeJS.ProcessEnv): SimulatorOptions {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
  }
  const settings = parsed.data;
  return {
    port: settings.SIMULATOR_PORT,
    host: settings.SIMULATOR_HOST,
    dataFolder: settings.SIMULATOR_DATA,
    seed: settings.SIMULATOR_SEED,
    now: settings.SIMULATOR_NOW,
    credentials: settings.SIMULATOR_CREDENTIALS,
    webhooks: settings.SIMULATOR_WEBHOOKS,
  };
}
