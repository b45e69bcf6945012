import "server-only";
import { defaultNoticeRules } from "@/lib/closures/notice-rules";
import type { NoticeRules } from "@/lib/closures/notice-rules";
import { sameJson } from "@/lib/fields/field-changes";
import { noticeTermsOf } from "../notice-settings";
import type { Caller } from "./authorise";

/** What the program's notices may give as reasons, where it is not what screens begin with; null otherwise. */
export function ownNoticeRules({ program }: Pick<Caller, "program">): NoticeRules | null {
  const { rules } = noticeTermsOf(program);
  return sameJson(rules, defaultNoticeRules) ? null : rules;
}
