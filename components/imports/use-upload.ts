"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { Problem } from "@/lib/result";
import { sendFile } from "./send-file";

type Sending = { sent: number; total: number };

/** Where an upload of this id is sent to, and the page of what came of it. */
type Places = { upload: (id: string) => string; page: (id: string) => string };

/** One upload: its id stays the same until it was answered, so that sending again makes no second one. */
export function useUpload({ upload, page }: Places) {
  const router = useRouter();
  const uploadId = useRef<string | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const send = async (source: "file" | "paste", body: Blob, fileName: string | null): Promise<void> => {
    if (sending) return;
    const id = (uploadId.current ??= crypto.randomUUID());
    setProblem(null);
    setSending({ sent: 0, total: body.size });
    const answer = await sendFile({ path: upload(id), source, body, fileName, onSent: (sent) => setSending({ sent, total: body.size }) });
    if (answer.ok) {
      router.push(page(id));
      return;
    }
    if (answer.problem.kind !== "unavailable") uploadId.current = null;
    setSending(null);
    setProblem(answer.problem);
  };
  /** Something else is going to be sent. */
  const renew = () => {
    uploadId.current = null;
    setProblem(null);
  };
  return { send, renew, sending, problem, say: setProblem };
}
