import type { Found } from "@/lib/account-views";
import type { Result } from "@/lib/result";

/** Asks the console, and through it Lead, where a pasted text leads; its problem is one sentence. */
export async function findAccount(programSlug: string, text: string): Promise<{ found: Found } | { trouble: string }> {
  const response = await fetch(`/api/programs/${programSlug}/find`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text }) });
  const result = (await response.json()) as Result<Found>;
  return result.ok ? { found: result.value } : { trouble: [result.problem.title, result.problem.next].filter(Boolean).join(" ") };
}
