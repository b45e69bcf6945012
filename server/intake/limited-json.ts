import "server-only";

/** The JSON of a body; undefined where it is none, or longer than `mostBytes`: then the rest is not read. */
export async function limitedJson({ body, headers }: Request, mostBytes: number): Promise<unknown> {
  if (!body || Number(headers.get("content-length") ?? 0) > mostBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    return undefined;
  }
}
