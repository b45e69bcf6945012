import { makeFixtures, type Fixtures, type Landmarks } from "../fixtures/fixtures";
import { EffectLog, type Effect } from "./effects";
import type { Header, Journal, JournalLine } from "./journal";
import type { Put } from "./records";
import { Store } from "./store";
import { stableId } from "./stable-id";

type StoredKey = { requestHash: string; response: unknown };

/** What the simulator knows: the fixtures with the journal played on top. */
export class State {
  private header: Header;
  /** Made once: records are replaced, never changed in place. */
  private readonly fixtures: Fixtures;
  private world: World;

  constructor(
    private readonly journal: Journal,
    fresh: { seed: string; now: string },
    private readonly onPuts: (puts: readonly Put[]) => void = () => undefined,
  ) {
    const [first, ...rest] = journal.lines;
    if (first?.type === "header") {
      this.header = first;
      this.fixtures = makeFixtures(first.seed, new Date(first.now));
      this.world = new World(this.fixtures);
      for (const line of rest) this.world.play(line);
    } else {
      this.header = { type: "header", ...fresh, epoch: 0 };
      this.fixtures = makeFixtures(fresh.seed, new Date(fresh.now));
      this.world = new World(this.fixtures);
      this.journal.append(this.header);
    }
  }

  get store(): Store {
    return this.world.store;
  }

  get effects(): EffectLog {
    return this.world.effects;
  }

  get landmarks(): Landmarks {
    return this.fixtures.landmarks;
  }

  get origin(): { seed: string; now: string } {
    return { seed: this.header.seed, now: this.header.now };
  }

  storedKey(program: string, key: string): StoredKey | undefined {
    return this.world.keys.get(`${program} ${key}`);
  }

  /** A new id, the same for the same seed and the same history. */
  mint(prefix: string): string {
    return stableId(prefix, `${this.header.seed}/${this.header.epoch}/${this.effects.count}`);
  }

  /** Journal first: what is answered is on the disk. */
  commit(effect: Omit<Effect, "sequence">): void {
    const line: JournalLine = { type: "effect", sequence: this.effects.count + 1, ...effect };
    this.journal.append(line);
    this.world.play(line);
    this.onPuts(effect.puts);
  }

  expireKeys(at: string): number {
    const expired = this.world.keys.size;
    const line: JournalLine = { type: "keys-expired", at };
    this.journal.append(line);
    this.world.play(line);
    return expired;
  }

  /** Back to the fixtures; new ids differ from those minted before the reset. */
  reset(): void {
    this.header = { ...this.header, epoch: this.header.epoch + 1 };
    this.journal.restart(this.header);
    this.world = new World(this.fixtures);
  }
}

class World {
  readonly store = new Store();
  readonly effects = new EffectLog();
  readonly keys = new Map<string, StoredKey>();

  constructor(fixtures: Fixtures) {
    this.store.apply(fixtures.puts);
  }

  play(line: JournalLine): void {
    if (line.type === "keys-expired") this.keys.clear();
    if (line.type !== "effect") return;
    this.store.apply(line.puts);
    this.effects.add(line);
    const { key, program, requestHash, response } = line;
    if (key !== null) this.keys.set(`${program} ${key}`, { requestHash, response });
  }
}
