type File = { fileName: string; contentType: string; lines: AsyncGenerator<string> };

/**
 * A file to be kept, read as the browser takes it and no further once it has gone.
 *
 * @param onGone ends what the file is being read from at this moment, where its next lines take time
 */
export function answerFile({ fileName, contentType, lines }: File, onGone?: () => void): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(to) {
      const next = await lines.next();
      if (next.done) to.close();
      else to.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      onGone?.();
      await lines.return(undefined);
    },
  });
  return new Response(body, { headers: { "content-type": contentType, "content-disposition": `attachment; filename="${fileName}"`, "cache-control": "no-store" } });
}
