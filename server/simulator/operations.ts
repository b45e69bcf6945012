import { ACCOUNT_OPERATIONS } from "./accounts/account-operations";
import { ACCOUNT_NUMBER_OPERATIONS } from "./account-numbers/account-number-operations";
import { EVENT_OPERATIONS } from "./account-numbers/event-operations";
import { APPLICATION_OPERATIONS } from "./applications/application-operations";
import { ENTITY_OPERATIONS } from "./entities/entity-operations";
import type { Operation } from "./http/operation";
import { LENDING_OPERATIONS } from "./lending/lending-operations";

/** Everything that the simulator answers to, the token exchange aside. */
export const OPERATIONS: readonly Operation[] = [
  ...ACCOUNT_OPERATIONS,
  ...ENTITY_OPERATIONS,
  ...APPLICATION_OPERATIONS,
  ...ACCOUNT_NUMBER_OPERATIONS,
  ...EVENT_OPERATIONS,
  ...LENDING_OPERATIONS,
];
