import { changeDirectoryQuery, serializeDirectoryQuery, wholeDirectory, type DirectoryQuery } from "@/lib/directory-query";
import { LinkTabs } from "../../ui/tabs";

const views: readonly { label: string; query: DirectoryQuery }[] = [
  { label: "All", query: wholeDirectory },
  { label: "Active", query: changeDirectoryQuery(wholeDirectory, { status: ["active"] }) },
  { label: "Inactive: dormant", query: changeDirectoryQuery(wholeDirectory, { status: ["inactive"], reason: ["dormant"] }) },
  { label: "Inactive: frozen", query: changeDirectoryQuery(wholeDirectory, { status: ["inactive"], reason: ["frozen"] }) },
  { label: "Closed", query: changeDirectoryQuery(wholeDirectory, { status: ["closed"] }) },
];

/** The lists that people ask for most, each an address of its own. */
export function ListViews({ listPath, query }: { listPath: string; query: DirectoryQuery }) {
  const here = serializeDirectoryQuery(changeDirectoryQuery(query, {}));
  const links = views.map(({ label, query: of }) => {
    const search = serializeDirectoryQuery(of);
    return { label, href: search ? `${listPath}?${search}` : listPath, current: search === here };
  });
  return <LinkTabs label="Views" links={links} className="mb-2.5" />;
}
