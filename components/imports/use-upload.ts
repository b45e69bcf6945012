"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { Problem } from "@/lib/result";
import { sendFile } from "./send-file";

type Sending = { sent: number; total: number };

/** One upload: its id stays the same until it was answered, so that sending again makes no second import. */
export function useUpload(programSlug: string) {
  const router = useRouter();
  const importId = useRef<string | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const send = async (source: "file" | "paste", body: Blob, fileName: string | null): Promise<void> => {
    if (sending) return;
    importId.current ??= crypto.randomUUID();
    setProblem(null);
    setSending({ sent: 0, total: body.size });
    const answer = await sendFile({ program: programSlug, importId: importId.current, source, body, fileName, onSent: (sent) => setSending({ sent, total: body.size }) });
    if (answer.ok) {
      router.push(`/programs/${programSlug}/imports/${answer.value.importId}`);
      return;
    }
    if (answer.problem.kind !== "unavailable") importId.current = null;
    setSending(null);
    setProblem(answer.problem);
  };
  /** Something else is going to be sent. */
  const renew = () => {
    importId.current = null;
    setProblem(null);
  };
  return { send, renew, sending, problem, say: setProblem };
}
