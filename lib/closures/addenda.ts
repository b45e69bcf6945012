/** What is entered on a record after the closing; nothing of it is ever changed. */
const addendumKinds = ["returned-mail", "reasons-requested", "reasons-given", "customer-statement", "other"] as const;
export type AddendumKind = (typeof addendumKinds)[number];
