import "server-only";
import type { SectionState } from "@/lib/work-queue";
import type { Queryable } from "../../db/client";
import { readSection } from "./read-section";
import type { WorkLook } from "./read-section";
import { closingItem, lettersToSend } from "./under-way";

/** What has to go out to a customer, by the day on which the notice is due (Reg B 1002.9(a)(1)(iii)). */
export function noticesToSend(db: Queryable, look: WorkLook): Promise<SectionState> {
  return readSection<Parameters<typeof closingItem>[1]>(db, look, { key: "notices", rows: lettersToSend(look) }, (row) => closingItem(row, row.extra, look.today));
}
