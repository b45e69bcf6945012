import "server-only";
import type { PeopleNow } from "@/lib/accounts/entity-relationships";
import type { AccountState } from "../define-command";

/** Who is on the account, as the rules of adding and removing ask for it. */
export function peopleNow({ account, relationships }: AccountState): PeopleNow {
  return {
    status: account.status ?? "unknown",
    holderType: account.entities?.account_holder_type ?? null,
    relationships: relationships.map((pair) => ({ entityId: pair.entity_id, type: pair.relationship_type })),
  };
}
