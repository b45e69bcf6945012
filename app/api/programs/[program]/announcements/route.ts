import { receiveAnnouncement } from "@/server/intake/announcements";

type Params = { params: Promise<{ program: string }> };

/** From other programs, not from a browser: signed, and outside the proxy. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return receiveAnnouncement(request, (await params).program);
}
