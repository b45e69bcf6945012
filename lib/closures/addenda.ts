import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import { accountId } from "../lead/ids";
import { addDays, dueState } from "./due-dates";
import type { DueState } from "./due-dates";

/** What is entered on a record after the closing; nothing of it is ever changed. */
export const addendumKinds = ["returned-mail", "reasons-requested", "reasons-given", "customer-statement", "other"] as const;
export type AddendumKind = (typeof addendumKinds)[number];

type KindRow = { label: string; meaning: string; on: string };

export const addendumRows = {
  "returned-mail": { label: "Returned mail", meaning: "The letter came back. Say what was done about it.", on: "Came back on" },
  "reasons-requested": { label: "Request for the reasons", meaning: "The customer asks for the specific reasons; they are given within 30 days.", on: "Asked on" },
  "reasons-given": { label: "Reasons given", meaning: "The answer to a request for the reasons.", on: "Given on" },
  "customer-statement": { label: "Statement of the customer", meaning: "What the customer says about the closing, in their words.", on: "Received on" },
  other: { label: "Something else", meaning: "Whatever else belongs to this record.", on: "Happened on" },
} satisfies Record<AddendumKind, KindRow>;

/** Days in which a customer may ask for the reasons, from the notice, Reg B 1002.9(a)(2)(ii). */
export const askingDays = 60;
/** Days in which they are given, from the request. */
export const answeringDays = 30;

export function reasonsAskedBy(notifiedOn: string): string {
  return addDays(notifiedOn, askingDays);
}

export function reasonsDueOn(requestedOn: string): string {
  return addDays(requestedOn, answeringDays);
}

export type RequestClock = { requestId: string; requestedOn: string; dueOn: string; givenOn: string | null; due: DueState; askedLate: boolean };
type Entry = { id: string; kind: AddendumKind; happenedOn: string; answers: string | null };

/** The clock of each request for the reasons, by the entries of one record. */
export function requestClocks(entries: readonly Entry[], notifiedOn: string | null, today: string): RequestClock[] {
  return entries.filter(({ kind }) => kind === "reasons-requested").map(({ id, happenedOn }) => {
    const dueOn = reasonsDueOn(happenedOn);
    const givenOn = entries.find(({ answers }) => answers === id)?.happenedOn ?? null;
    return { requestId: id, requestedOn: happenedOn, dueOn, givenOn, due: dueState(dueOn, today, givenOn), askedLate: notifiedOn !== null && happenedOn > reasonsAskedBy(notifiedOn) };
  });
}

export const addAddendumInput = z
  .strictObject({
    recordId: z.uuid().transform((id) => id.toLowerCase()),
    accountId,
    kind: z.enum(addendumKinds, "Choose what it is."),
    happenedOn: z.iso.date("Not a date on the calendar."),
    text: operatorText(4000),
    /** The request that the reasons were given to. */
    answers: z.uuid().transform((id) => id.toLowerCase()).optional(),
  })
  .refine(({ kind, answers }) => (kind === "reasons-given") === (answers !== undefined), { path: ["answers"], message: "Choose the request that this answers." });
export type AddAddendumInput = z.infer<typeof addAddendumInput>;
