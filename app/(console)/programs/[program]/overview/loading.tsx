import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton, SkeletonLines } from "@/components/ui/skeleton";

/** The overview's own shape while it is read. */
export default function OverviewLoading() {
  return (
    <Loading label="Reading the figures">
      <PageHeader title="Overview" facts={<Skeleton className="h-3 w-64" />} actions={<Skeleton className="h-8 w-72" />} />
      <div className="grid gap-4 xl:grid-cols-2">
        {["status", "weeks", "inactive", "notices", "freshness", "waiting"].map((card) => (
          <Card key={card} heading={<Skeleton className="h-3.5 w-48" />}><SkeletonLines widths={["w-full", "w-full", "w-full", "w-4/5", "w-full", "w-3/5"]} /></Card>
        ))}
      </div>
    </Loading>
  );
}
