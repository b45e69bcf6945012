"use client";

import { Bookmark, ListPlus, Settings2 } from "lucide-react";
import { useState } from "react";
import { changeDirectoryQuery, serializeDirectoryQuery, type DirectoryQuery } from "@/lib/directory-query";
import { roleNames } from "@/lib/permissions";
import { roleViews, type ReadyView } from "@/lib/views/ready-views";
import type { OfferedViews, SavedView } from "@/lib/views/saved-view";
import { viewQuery } from "@/lib/views/view-text";
import { Button } from "../../ui/button";
import { Menu, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "../../ui/menu";
import { ManageViewsDialog } from "./manage-views-dialog";
import { ViewDialog } from "./view-dialog";

type ViewsMenuProps = { programSlug: string; listPath: string; query: DirectoryQuery; views: OfferedViews };

type Open = { kind: "save"; view: SavedView | null } | { kind: "manage" };

/** The lists of the person's role, their own and the shared ones; and the way to one more. */
export function ViewsMenu({ programSlug, listPath, query, views }: ViewsMenuProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const here = serializeDirectoryQuery(changeDirectoryQuery(query, {}));
  const linkOf = ({ text }: ReadyView) => {
    const search = serializeDirectoryQuery(viewQuery(text, views.today));
    return { href: search ? `${listPath}?${search}` : listPath, current: search === here };
  };
  const groups = [
    ...views.roles.map((role) => ({ heading: `For ${roleNames[role].toLowerCase()}`, views: [{ ...roleViews[role], id: role, by: null }] })),
    { heading: "Yours", views: views.saved.filter(({ shared }) => !shared).map((view) => ({ ...view, by: null })) },
    { heading: "Shared", views: views.saved.filter(({ shared }) => shared).map((view) => ({ ...view, by: view.owner })) },
  ];
  const close = () => setOpen(null);
  const current = views.saved.find((view) => linkOf(view).current);
  return (
    <>
      <Menu trigger={<Button size="small" variant="quiet" icon={<Bookmark size={13} aria-hidden="true" />}><span className="max-w-40 truncate">{current?.name ?? "Views"}</span></Button>}>
        {groups.map(({ heading, views: some }) => (some.length === 0 ? null : (
          <MenuGroup key={heading} label={heading}>
            {some.map((view) => (
              <MenuLink key={view.id} {...linkOf(view)}>{view.name}{view.by ? <span className="block text-xs text-text-3">by {view.by}</span> : null}</MenuLink>
            ))}
          </MenuGroup>
        )))}
        <MenuSeparator />
        <MenuItem icon={<ListPlus size={14} aria-hidden="true" />} onSelect={() => setOpen({ kind: "save", view: null })}>Save this list as a view…</MenuItem>
        <MenuItem icon={<Settings2 size={14} aria-hidden="true" />} onSelect={() => setOpen({ kind: "manage" })}>Change or remove views…</MenuItem>
      </Menu>
      {open?.kind === "save" ? <ViewDialog programSlug={programSlug} view={open.view} query={query} views={views} onClose={close} /> : null}
      {open?.kind === "manage" ? <ManageViewsDialog programSlug={programSlug} views={views} onChange={(view) => setOpen({ kind: "save", view })} onClose={close} /> : null}
    </>
  );
}
