import { ImportListLoading } from "@/components/imports/import-list-loading";

export default function ImportsLoading() {
  return <ImportListLoading />;
}
