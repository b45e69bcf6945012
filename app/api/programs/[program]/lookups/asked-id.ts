import { z } from "zod";
import { limitedJson } from "@/server/intake/limited-json";

const asked = z.strictObject({ id: z.string().max(200) });

/** What is looked up, from the body: somebody may have typed a name where an id belongs, and no address holds that. */
export async function askedId(request: Request): Promise<string> {
  const body = asked.safeParse(await limitedJson(request, 1_024));
  return body.success ? body.data.id : "";
}
