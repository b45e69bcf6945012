import { Card } from "../ui/card";
import { PageHeader } from "../ui/page-header";
import { Loading, Skeleton, SkeletonLines } from "../ui/skeleton";

/** My work's own shape while it is read. */
export function MyWorkLoading() {
  return (
    <Loading label="Reading your work">
      <PageHeader title="My work" facts={<Skeleton className="h-3 w-56" />} />
      <Card heading={<Skeleton className="h-3.5 w-28" />}><SkeletonLines widths={["w-full", "w-full", "w-4/5", "w-full", "w-3/5"]} /></Card>
    </Loading>
  );
}
