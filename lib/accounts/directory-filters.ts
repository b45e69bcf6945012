import type { DirectoryFilter } from "../directory-query";
import { accountHolderTypes, accountStatuses, capabilities, closeReasons, deactivateReasons } from "../lead/enums";
import { statusReasons } from "./account-status";
import { capabilityRows } from "./capabilities";

type FilterRow = { label: string; options: readonly { value: string; label: string }[] };

const statusLabels = { active: "Active", inactive: "Inactive", closed: "Closed" };
const holderLabels = { consumer: "Consumer", commercial: "Commercial" };

/** What the list of accounts can be narrowed by, with the words of each choice. */
export const directoryFilterRows = {
  status: { label: "Status", options: accountStatuses.map((value) => ({ value, label: statusLabels[value] })) },
  reason: {
    label: "Reason",
    options: [...deactivateReasons, ...closeReasons].map((value) => ({ value, label: statusReasons[value].label })),
  },
  capability: { label: "Capability", options: capabilities.map((value) => ({ value, label: capabilityRows[value].label })) },
  holder: { label: "Holder type", options: accountHolderTypes.map((value) => ({ value, label: holderLabels[value] })) },
} satisfies Record<DirectoryFilter, FilterRow>;
