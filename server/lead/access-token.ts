import "server-only";
import { nowMs } from "../clock";
import type { Program } from "../programs";
import type { CallSink } from "./call-log";
import type { LeadOutcome } from "./lead-error";
import { exchangeToken } from "./token-exchange";
import type { GrantedToken, TokenAccess } from "./token-exchange";

interface Slot {
  current?: GrantedToken;
  renewal?: Promise<LeadOutcome<GrantedToken>>;
}

/** By program object: programs are read once per process, so this is one cache per program and access. */
const slots = new WeakMap<Program, Record<TokenAccess, Slot>>();

function slotOf(program: Program, access: TokenAccess): Slot {
  const existing = slots.get(program) ?? { read: {}, write: {} };
  slots.set(program, existing);
  return existing[access];
}

/** Renewed a tenth of its life, at most five minutes, before it expires. */
function needsRenewal({ obtainedAtMs, expiresAtMs }: GrantedToken, atMs: number): boolean {
  return atMs >= expiresAtMs - Math.min(300_000, (expiresAtMs - obtainedAtMs) / 10);
}

/** One exchange at a time, however many wait for it. */
function renew(slot: Slot, program: Program, access: TokenAccess, sink?: CallSink): Promise<LeadOutcome<GrantedToken>> {
  slot.renewal ??= exchangeToken(program, access, sink)
    .then((outcome) => {
      if (outcome.kind === "answered") slot.current = outcome.value;
      return outcome;
    })
    .finally(() => {
      slot.renewal = undefined;
    });
  return slot.renewal;
}

/** A token that is good now. Where renewing fails and the old one still lives, the old one. */
export async function accessToken(program: Program, access: TokenAccess, sink?: CallSink): Promise<LeadOutcome<GrantedToken>> {
  const slot = slotOf(program, access);
  const { current } = slot;
  if (current && !needsRenewal(current, nowMs())) return { kind: "answered", value: current };
  const renewed = await renew(slot, program, access, sink);
  if (renewed.kind === "answered" || !current || slot.current !== current || nowMs() >= current.expiresAtMs) return renewed;
  return { kind: "answered", value: current };
}

/** Lead refused this token: the next one who needs it fetches another. A token that is newer already stays. */
export function forgetToken(program: Program, access: TokenAccess, refused: GrantedToken): void {
  const slot = slotOf(program, access);
  if (slot.current === refused) slot.current = undefined;
}
