import type { Operation } from "../http/operation";
import { createAccount } from "./create-account";
import { patchAccount } from "./patch-account";
import { findAccount, readAccount } from "./read-account";
import { addRelationships, listRelationships, removeRelationship } from "./relationships";
import { activateAccount, closeAccount, deactivateAccount } from "./transitions";

const READ = { scopes: ["account/read", "account/read_write"], body: "none", errorStatus: "absent" } as const;
const WRITE = { scopes: ["account/read_write"], errorStatus: "absent" } as const;
const KEY = { presence: "required", mismatch: 422 } as const;
const ACCOUNT = "/v0/accounts/:id";

/** FACTS 3.1; the look-up by client id is FACTS 3.2. */
export const ACCOUNT_OPERATIONS: readonly Operation[] = [
  { ...WRITE, method: "POST", path: "/v0/accounts", body: "json", key: KEY, handle: createAccount },
  {
    ...READ, method: "GET", path: "/v0/accounts", handle: findAccount,
    exists: (switches) => switches.clientIdLookup,
  },
  { ...READ, method: "GET", path: ACCOUNT, handle: readAccount },
  { ...WRITE, method: "PATCH", path: ACCOUNT, body: "json", key: KEY, handle: patchAccount },
  { ...WRITE, method: "POST", path: `${ACCOUNT}/activate`, body: "none", key: KEY, handle: activateAccount },
  { ...WRITE, method: "POST", path: `${ACCOUNT}/deactivate`, body: "json", key: KEY, handle: deactivateAccount },
  { ...WRITE, method: "POST", path: `${ACCOUNT}/close`, body: "json", key: KEY, handle: closeAccount },
  { ...READ, method: "GET", path: `${ACCOUNT}/entity_relationships`, handle: listRelationships },
  {
    ...WRITE, method: "DELETE", path: `${ACCOUNT}/entity_relationships/:entity_id`, body: "none", handle: removeRelationship,
  },
  {
    ...WRITE, method: "POST", path: `${ACCOUNT}/entity_relationships/batch`, body: "json",
    key: { presence: "required", mismatch: 409 }, handle: addRelationships,
  },
];
