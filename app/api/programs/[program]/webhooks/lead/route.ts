import { receiveWebhook } from "@/server/intake/webhooks";

type Params = { params: Promise<{ program: string }> };

/** From Lead, not from a browser: signed, and outside the proxy. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return receiveWebhook(request, (await params).program);
}
