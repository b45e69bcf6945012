"use client";

import type { BatchAccount } from "@/lib/closures/close-batch-view";
import { CopyId } from "../ui/copy-id";
import { DialogSection } from "../ui/dialog";
import { Select } from "../ui/select";
import { Tag } from "../ui/tag";
import { TextField } from "../ui/text-field";
import { ownOf } from "./close-typed";
import type { OwnTyped } from "./close-typed";
import type { CloseFieldsProps } from "./close-shared-fields";

type CloseEachFieldsProps = Omit<CloseFieldsProps, "errorOf"> & { refusals: ReadonlyMap<string, string> };

/** What differs from account to account, and which of them has no place in a batch. */
export function CloseEachFields({ typed, change, accounts, refusals }: CloseEachFieldsProps) {
  const asksWho = typed.reason === "entity_closed";
  return (
    <DialogSection heading="Account by account">
      <ul className="divide-y divide-line">
        {accounts.map((account) => {
          const own = ownOf(typed, account);
          const set = (part: Partial<OwnTyped>) => change({ each: { ...typed.each, [account.accountId]: { ...own, ...part } } });
          return (
            <li key={account.accountId} className="py-2.5 first:pt-0 last:pb-0">
              <AccountHead account={account} refusal={refusals.get(account.accountId)} />
              <div className="mt-1.5 grid gap-2 sm:grid-cols-3">
                {asksWho ? <AskedBy account={account} value={own.askedBy} onChange={(askedBy) => set({ askedBy })} /> : null}
                {asksWho ? <TextField label="Asked on, if another day" required={false} placeholder="20 Nov 2026" value={own.askedOn} onChange={(event) => set({ askedOn: event.target.value })} /> : null}
                <TextField label={asksWho ? "Known from, if else" : "That nothing is owed is known from, if else"} required={false} className={asksWho ? undefined : "sm:col-span-2"} value={own.knownFrom} onChange={(event) => set({ knownFrom: event.target.value })} />
              </div>
            </li>
          );
        })}
      </ul>
    </DialogSection>
  );
}

function AccountHead({ account: { accountId, productName, holders }, refusal }: { account: BatchAccount; refusal: string | undefined }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
      <span className="font-medium">{productName}</span>
      <CopyId id={accountId} plain />
      <span className="text-text-2">{holders.map(({ name }) => name).join(", ")}</span>
      {refusal ? <span className="basis-full"><Tag tone="stop">Left out</Tag> <span className="text-text-2">{refusal}</span></span> : null}
    </div>
  );
}

function AskedBy({ account: { accountId, holders }, value, onChange }: { account: BatchAccount; value: string | null; onChange: (entityId: string) => void }) {
  return <Select id={`close-batch-asked-by-${accountId}`} label="Asked by" required options={holders.map(({ entityId, name }) => ({ value: entityId, label: name, description: entityId }))} value={value} onValueChange={onChange} />;
}
