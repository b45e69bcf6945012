/** What is entered on a record after the closing; nothing of it is ever changed. */
export type AddendumKind = "returned-mail" | "reasons-requested" | "reasons-given" | "customer-statement" | "other";
