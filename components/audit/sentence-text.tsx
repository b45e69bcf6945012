import type { Sentence } from "@/lib/change-sentence";

/** A sentence of the trail, with what matters in bold. */
export function SentenceText({ sentence }: { sentence: Sentence }) {
  return (
    <>
      {sentence.map((part, index) => (typeof part === "string" ? part : <strong key={index} className="font-semibold">{part.strong}</strong>))}
    </>
  );
}
