import { startIdentityProvider } from "./identity-provider";
import { portSetting } from "./ports";
import { demoClient } from "./demo-settings";

const { issuer, stop } = await startIdentityProvider(portSetting("IDP_PORT", 4020), demoClient());
process.stdout.write(`The identity provider answers at ${issuer}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}
