"use client";

import { createContext, use } from "react";
import type { ReactNode } from "react";
import { defaultNoticeRules } from "@/lib/closures/notice-rules";
import type { NoticeRules } from "@/lib/closures/notice-rules";

const Rules = createContext<NoticeRules>(defaultNoticeRules);

/** The program's own lists for its notices; null where it has ours. */
export function NoticeRulesProvider({ rules, children }: { rules: NoticeRules | null; children: ReactNode }) {
  return <Rules value={rules ?? defaultNoticeRules}>{children}</Rules>;
}

export function useNoticeRules(): NoticeRules {
  return use(Rules);
}
