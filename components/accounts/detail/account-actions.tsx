"use client";

import type { OfferedAction } from "@/lib/account-views";
import type { CommandName } from "@/lib/command";
import { Button, ButtonLink, type ButtonVariant } from "../../ui/button";
import { Popover } from "../../ui/popover";
import { useAccountDialog } from "../use-account-dialog";

type ActionLook = { variant: ButtonVariant; dots?: boolean };

/** The actions of the header; those on people, holds and notes stand in their own sections. */
const looks: Partial<Record<CommandName, ActionLook>> = {
  "activate-account": { variant: "primary" },
  "update-account": { variant: "default" },
  "deactivate-account": { variant: "default" },
  "change-inactive-reason": { variant: "default" },
  "request-closing": { variant: "danger", dots: true },
  "correct-closure": { variant: "danger", dots: true },
};

type AccountActionsProps = { actions: readonly OfferedAction[]; accountPath: string };

export function AccountActions({ actions, accountPath }: AccountActionsProps) {
  const { openDialog } = useAccountDialog();
  const here = actions.filter(({ name }) => looks[name]);
  const possible = here.filter(({ why }) => why === null);
  const blocked = here.filter(({ why }) => why !== null);
  return (
    <>
      {blocked.length > 0 ? <NotOffered actions={blocked} /> : null}
      {possible.map(({ name, label }) => {
        const look = looks[name];
        if (name === "update-account") return <ButtonLink key={name} href={`${accountPath}/edit`} variant={look?.variant}>{label}</ButtonLink>;
        return (
          <Button key={name} variant={look?.variant} onClick={() => openDialog(name)}>
            {label}{look?.dots ? "…" : ""}
          </Button>
        );
      })}
    </>
  );
}

/** Where a person would look for an action, why it is not there. */
function NotOffered({ actions }: { actions: readonly OfferedAction[] }) {
  return (
    <Popover
      title="Not possible now"
      showTitle
      align="end"
      className="w-80"
      trigger={<Button variant="quiet">{actions.length === 1 ? "1 action is not possible" : `${actions.length} actions are not possible`}</Button>}
    >
      <dl className="space-y-2">
        {actions.map(({ name, label, why }) => (
          <div key={name}>
            <dt className="font-medium">{label}</dt>
            <dd className="text-text-2">{why}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
