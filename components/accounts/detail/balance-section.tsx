import type { AccountLive } from "@/lib/account-views";
import { moneyWords } from "@/lib/fields/money";
import { Card } from "../../ui/card";
import { CopyId } from "../../ui/copy-id";
import { Description, DescriptionList } from "../../ui/description-list";

type BalanceSectionProps = { live: AccountLive | null };

/** The outstanding core amount of a subledger balance, minor units; undefined where Lead sent none. */
function outstandingAmount(details: unknown): number | undefined {
  const balances = (details as { balances?: { core?: { amount?: unknown } } } | null)?.balances;
  const amount = balances?.core?.amount;
  return typeof amount === "number" ? amount : undefined;
}

/** Lead tells no one which balances an account has; one is known where the program wrote its id down. */
export function BalanceSection({ live }: BalanceSectionProps) {
  const balance = live?.balance;
  const amount = outstandingAmount(balance?.details);
  return (
    <Card heading="Balance">
      {balance ? (
        <DescriptionList>
          <Description term="Subledger balance"><CopyId id={balance.id} /></Description>
          <Description term="Outstanding">
            {amount === undefined ? "Not reported" : <span className="tabular-nums">{moneyWords(amount, balance.currency ?? "USD")}</span>}
          </Description>
          <Description term="Status">{balance.status ?? "Not reported"}</Description>
        </DescriptionList>
      ) : (
        <p className="text-text-3">Balance not known.</p>
      )}
    </Card>
  );
}
