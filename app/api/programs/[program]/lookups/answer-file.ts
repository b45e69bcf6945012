export type LinesFile = { fileName: string; contentType: string; lines: AsyncGenerator<string> };

/**
 * A file to be kept, read as the browser takes it and no further once it has gone.
 *
 * @param onGone ends what the file is being read from at this moment, where its next lines take time
 */
export function answerFile({ fileName, contentType, lines }: LinesFile, onGone?: () => void): Response {
  return new Response(streamOf(encoded(lines), onGone), {
    headers: { "content-type": contentType, "content-disposition": `attachment; filename="${fileName}"`, "cache-control": "no-store" },
  });
}

async function* encoded(lines: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(line);
}

/** Piece by piece, as the browser takes them. */
export function streamOf(pieces: AsyncGenerator<Uint8Array>, onGone?: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(to) {
      const next = await pieces.next();
      if (next.done) to.close();
      else to.enqueue(next.value);
    },
    async cancel() {
      onGone?.();
      await pieces.return(undefined);
    },
  });
}

/** Any name that a person gave, as RFC 6266 writes it; the plain one beside it is for programs that know no other. */
export function attachmentName(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const whole = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
