/** What came of reading a text that a person typed; the message is one sentence for beside the field. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; message: string };
