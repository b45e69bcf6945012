import { CallLog } from "./http/call-log";
import { Faults } from "./http/faults";
import { Tokens } from "./http/tokens";
import { DEFAULT_CREDENTIALS, type Credential, type WebhookEndpoint } from "./settings";
import { Journal } from "./store/journal";
import { State } from "./store/state";
import { DEFAULT_SWITCHES, type Switches } from "./switches";
import { WebhookSender } from "./webhooks/webhook-sender";

/** One simulated Lead: its data, and the means to make it misbehave. */
export class Simulator {
  readonly state: State;
  readonly faults = new Faults();
  readonly calls = new CallLog();
  readonly webhooks: WebhookSender;
  readonly tokens: Tokens;
  readonly credentials: readonly Credential[];
  switches: Switches = DEFAULT_SWITCHES;
  private readonly journal: Journal;

  constructor(options: { dataFolder: string; seed: string; now: string; credentials?: Credential[]; webhooks?: WebhookEndpoint[] }) {
    this.journal = Journal.open(options.dataFolder);
    this.webhooks = new WebhookSender(options.webhooks ?? []);
    this.state = new State(this.journal, { seed: options.seed, now: options.now }, (puts) => this.webhooks.sendNew(puts));
    this.credentials = options.credentials ?? DEFAULT_CREDENTIALS;
    this.tokens = new Tokens(`token/${options.seed}`, this.credentials);
  }

  /** Back to the fixtures, with no fault, no switch and no call left. */
  reset(): void {
    this.state.reset();
    this.faults.clear();
    this.calls.clear();
    this.switches = DEFAULT_SWITCHES;
  }

  close(): void {
    this.webhooks.close();
    this.journal.close();
  }
}
