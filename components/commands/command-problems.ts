import type { Problem } from "@/lib/result";

/** The action gave no answer: it may have arrived. */
export const noAnswer: Problem = {
  kind: "unconfirmed",
  title: "The console did not answer.",
  detail: "It is not known yet whether this was sent.",
  saved: "Everything typed is still here.",
  next: "The console is asked again by itself.",
};

/** The console has no record of it, so nothing can have reached Lead. */
export const notSent: Problem = {
  kind: "unavailable",
  title: "Nothing was sent.",
  detail: "The console could not be reached, and it has no record of this.",
  saved: "Everything typed is still here.",
  next: "Send it again. It stays the same request and cannot happen twice.",
};
