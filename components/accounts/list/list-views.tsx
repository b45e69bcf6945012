import { changeDirectoryQuery, serializeDirectoryQuery, type DirectoryQuery } from "@/lib/directory-query";
import { everyonesViews } from "@/lib/views/ready-views";
import type { OfferedViews } from "@/lib/views/saved-view";
import { viewQuery } from "@/lib/views/view-text";
import { LinkTabs } from "../../ui/tabs";
import { ViewsMenu } from "../views/views-menu";

type ListViewsProps = { programSlug: string; listPath: string; query: DirectoryQuery; views: OfferedViews; seesCauses: boolean };

/** The lists that people ask for most, each an address of its own, and the views that were saved. */
export function ListViews({ programSlug, listPath, query, views, seesCauses }: ListViewsProps) {
  const here = serializeDirectoryQuery(changeDirectoryQuery(query, {}));
  const links = everyonesViews.filter(({ tellsCauses }) => seesCauses || !tellsCauses).map(({ name, text }) => {
    const search = serializeDirectoryQuery(viewQuery(text, views.today));
    return { label: name, href: search ? `${listPath}?${search}` : listPath, current: search === here };
  });
  return (
    <LinkTabs label="Views" links={links} className="mb-2.5">
      <span className="sticky right-0 ml-auto flex items-center bg-bg pl-2">
        <ViewsMenu programSlug={programSlug} listPath={listPath} query={query} views={views} />
      </span>
    </LinkTabs>
  );
}
