import { describe, expect, it } from "vitest";
import type { WorkItem } from "./account-views";
import { commandStatuses } from "./command";
import type { CommandStatus } from "./command";
import type { Problem } from "./result";
import { isWaiting, movesByItself, workStanding, workSubject } from "./work-items";

const at = "2026-11-20T12:00:00.000Z";

function command(status: CommandStatus, problem: Problem | null = null): WorkItem {
  const settledAt = status === "succeeded" || status === "rejected" ? at : null;
  const receipt = { commandId: "c", name: "deactivate-account" as const, status, accountId: "account_1", processId: null, askedAt: at, settledAt, problem, surprises: [] };
  return { kind: "command", at, receipt, productName: "Everyday Checking" };
}

function process(kind: string, stage: string, more: { finishedAt?: string; problem?: boolean } = {}): WorkItem {
  const problem = more.problem ? { kind: "conflict" as const, title: "The account changed.", next: "Renew it." } : null;
  return { kind: "process", why: null, at, accountId: "account_1", process: { id: "p", kind, stage, startedBy: "Priya Nair", startedAt: at, problem }, finishedAt: more.finishedAt ?? null };
}

const draft = (form: string, subject: string): WorkItem => ({ kind: "draft", at, form, subject });

describe("work that stands open", () => {
  it.each(commandStatuses)("knows of a command that is %s whether it waits and moves", (status) => {
    expect(isWaiting(command(status))).toBe(!["succeeded", "rejected"].includes(status));
    expect(movesByItself(command(status))).toBe(["pending", "unconfirmed"].includes(status));
  });

  it("never calls an unconfirmed command failed or done", () => {
    expect(workStanding(command("unconfirmed"))).toMatchObject({ words: "Lead has not confirmed yet: checking", tone: "warn" });
  });

  it("does not say that Lead refused what was ended here", () => {
    const settled: Problem = { kind: "not-possible-now", title: "Settled as not done.", detail: "Lead shows nothing." };
    expect(workStanding(command("rejected", settled))).toMatchObject({ words: "Not done", why: "Settled as not done. Lead shows nothing." });
    expect(workStanding(command("rejected", { kind: "refused-by-lead", title: "Lead refused this." })).words).toBe("Refused");
  });

  it("says why a process stopped, and asks no further", () => {
    const stopped = process("closing", "recorded", { problem: true });
    expect(workStanding(stopped)).toEqual({ words: "Notice recorded, stopped", tone: "warn", why: "The account changed.", next: "Renew it." });
    expect(movesByItself(stopped)).toBe(false);
    expect(isWaiting(stopped)).toBe(true);
  });

  it("tells a process that went through from one that was given up", () => {
    expect(workStanding(process("correction", "done", { finishedAt: at })).tone).toBe("ok");
    expect(workStanding(process("closing", "declined", { finishedAt: at }))).toMatchObject({ words: "Declined", tone: "idle" });
    expect(workStanding(process("inactive-reason", "melted")).words).toBe("melted");
  });
});

describe("where work is gone on with", () => {
  it("leads from a draft back to its form", () => {
    expect(workSubject(draft("open-account", "new"))).toMatchObject({ title: "New account", path: "accounts/new", accountId: null });
    expect(workSubject(draft("update-account", "account_1"))).toMatchObject({ path: "accounts/account_1/edit", accountId: "account_1" });
  });

  it("leads from everything else to the account", () => {
    expect(workSubject(command("pending"))).toEqual({ title: "Deactivate", detail: "Everyday Checking", accountId: "account_1", path: "accounts/account_1" });
    expect(workSubject(process("closing", "requested"))).toMatchObject({ title: "Closing", path: "accounts/account_1" });
  });
});
