import type { Problem, Result } from "@/lib/result";

type ToSend = { path: string; source?: "file" | "paste"; body: Blob; fileName: string | null; onSent: (bytes: number) => void };

const noAnswer: Problem = {
  kind: "unavailable",
  title: "The console did not answer.",
  saved: "It is not known whether the file arrived whole; what did not is removed.",
  next: "Send it again: it is taken in once.",
};

/** Sends a file as it is read from the disk, and tells how much has gone; XMLHttpRequest, because fetch does not tell. */
export function sendFile({ path, source, body, fileName, onSent }: ToSend): Promise<Result<unknown>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("PUT", path);
    request.setRequestHeader("content-type", source ? "text/csv" : "application/octet-stream");
    if (source) request.setRequestHeader("x-import-source", source);
    if (fileName !== null) request.setRequestHeader("x-file-name", encodeURIComponent(fileName));
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => resolve(answerOf(request.responseText));
    request.onerror = request.onabort = request.ontimeout = () => resolve({ ok: false, problem: noAnswer });
    request.send(body);
  });
}

function answerOf(text: string): Result<unknown> {
  try {
    const answer = JSON.parse(text) as Result<unknown>;
    return typeof answer.ok === "boolean" ? answer : { ok: false, problem: noAnswer };
  } catch {
    return { ok: false, problem: noAnswer };
  }
}
