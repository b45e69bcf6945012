import "server-only";
import { expect } from "vitest";
import { consoleActor } from "@/lib/operator";
import type { Actor } from "@/lib/operator";
import type { CommandReceipt } from "@/lib/command";
import type { Result } from "@/lib/result";
import type { CommandDeps } from "./command-deps";
import { sampleOf } from "./command-samples";
import type { Sample } from "./command-samples";
import { person } from "./command-test-bed";
import type { CommandTestBed } from "./command-test-bed";
import { resumeNext } from "./resume-command";

type Lost = "reset-before-effect" | "reset-after-effect";

/** Commands whose answers were lost, and the ways in which they are settled. */
export class CommandDoubts {
  constructor(readonly bed: CommandTestBed) {}

  ask(sample: Sample, by = this.bed): Promise<Result<CommandReceipt>> {
    return by.run(sample.actor, sample.name, sample.input, { id: sample.id, process: sample.process });
  }

  /** As the worker does once the lease has run out. */
  async takeOver(id: string, deps: CommandDeps = this.bed.deps): Promise<void> {
    await this.bed.age(id, 0);
    expect(await resumeNext(deps, this.bed.program, consoleActor, id)).toBe(true);
  }

  /** A command whose answer was lost, at Lead or not. */
  async inDoubt(name: Sample["name"], kind: Lost): Promise<Sample> {
    const sample = await sampleOf(this.bed, name);
    await this.bed.fault(sample.operation, kind, 3);
    expect(await this.ask(sample)).toMatchObject({ ok: true, value: { status: "unconfirmed", problem: { kind: "unconfirmed", commandId: sample.id } } });
    await this.bed.control("DELETE", "/faults");
    return sample;
  }

  /** One that has become too old to be sent by itself. */
  async stuck(name: Sample["name"], kind: Lost): Promise<Sample> {
    const sample = await this.inDoubt(name, kind);
    await this.bed.age(sample.id, 3_700);
    await resumeNext(this.bed.deps, this.bed.program, consoleActor, sample.id);
    expect((await this.bed.row(sample.id)).status).toBe("needs-a-person");
    return sample;
  }

  settlement(commandId: string, how: string, rest: object = {}) {
    return { commandId, how, reason: "Looked at Lead with their support", ...rest };
  }

  settle(commandId: string, how: string, rest: object = {}, by: Actor = person("carmen")): Promise<Result<CommandReceipt>> {
    return this.bed.run(by, "settle-command", this.settlement(commandId, how, rest));
  }

  async assertDoneOnce(sample: Sample, trail: string[]): Promise<void> {
    const row = await this.bed.row(sample.id);
    expect(row).toMatchObject({ status: "succeeded", surprises: [], problem: null });
    expect(await this.bed.effects({ account_id: row.accountId ?? "" })).toEqual([sample.operation]);
    expect(await this.bed.agrees(row.accountId ?? "")).toBe(true);
    expect(await this.bed.trail(sample.id)).toEqual(trail.map((outcome) => `${sample.name} ${outcome}`));
  }
}
