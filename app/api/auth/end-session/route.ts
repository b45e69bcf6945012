import { signOutEverywhere } from "@/server/auth";

/** Ends the session and says where the browser goes next. proxy.ts has refused it from any other origin. */
export async function POST(): Promise<Response> {
  return Response.json({ url: await signOutEverywhere() }, { headers: { "cache-control": "no-store" } });
}
