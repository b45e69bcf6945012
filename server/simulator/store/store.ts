import type { AccountNumberBody, EventBody, Put, RecordKind, Records } from "./records";

type Shelf<K extends RecordKind> = Map<string, Records[K]>;

/** Everything that one program's credentials can see. */
export class ProgramStore {
  readonly accounts: Shelf<"account"> = new Map();
  readonly entities: Shelf<"entity"> = new Map();
  readonly applications: Shelf<"application"> = new Map();
  readonly accountNumbers = new Map<string, AccountNumberBody>();
  readonly events: EventBody[] = [];
  readonly balances: Shelf<"balance"> = new Map();
  readonly fundings: Shelf<"funding"> = new Map();
  readonly accountByClientId = new Map<string, string>();
  readonly entityByClientId = new Map<string, string>();
  readonly applicationByClientId = new Map<string, string>();

  put(put: Put): void {
    PUTTERS[put.kind](this, put.record as never);
  }
}

function index(map: Map<string, string>, before: string | undefined, after: string | undefined, id: string): void {
  if (before !== undefined && before !== after) map.delete(before);
  if (after !== undefined) map.set(after, id);
}

const PUTTERS: { [K in RecordKind]: (store: ProgramStore, record: Records[K]) => void } = {
  account(store, record) {
    const { id, client_account_id } = record.account;
    index(store.accountByClientId, store.accounts.get(id)?.account.client_account_id, client_account_id, id);
    store.accounts.set(id, record);
  },
  entity(store, record) {
    const { id, client_customer_id } = record.entity;
    index(store.entityByClientId, store.entities.get(id)?.entity.client_customer_id, client_customer_id, id);
    store.entities.set(id, record);
  },
  application(store, record) {
    const { id } = record.application;
    index(store.applicationByClientId, store.applications.get(id)?.clientApplicationId, record.clientApplicationId, id);
    store.applications.set(id, record);
  },
  accountNumber: (store, record) => void store.accountNumbers.set(record.accountNumber.id, record.accountNumber),
  event: (store, record) => void store.events.push(record.event),
  balance: (store, record) => void store.balances.set(record.balance.id, record),
  funding: (store, record) => void store.fundings.set(record.funding.id, record),
};

/** All programs. A program's data are out of reach of every other program. */
export class Store {
  private readonly programs = new Map<string, ProgramStore>();

  program(slug: string): ProgramStore {
    const held = this.programs.get(slug);
    if (held) return held;
    const fresh = new ProgramStore();
    this.programs.set(slug, fresh);
    return fresh;
  }

  slugs(): string[] {
    return [...this.programs.keys()];
  }

  apply(puts: readonly Put[]): void {
    for (const put of puts) this.program(put.program).put(put);
  }

  /** The program that holds an account, for the control surface, which has no credentials. */
  programOfAccount(accountId: string): string | undefined {
    return this.slugs().find((slug) => this.program(slug).accounts.has(accountId));
  }
}
