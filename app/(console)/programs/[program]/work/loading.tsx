import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton, SkeletonLines } from "@/components/ui/skeleton";

/** The queue's own shape while it is read. */
export default function WorkLoading() {
  return (
    <Loading label="Reading what waits">
      <PageHeader title="Work queue" facts={<Skeleton className="h-3 w-64" />} />
      <div className="mb-3 flex flex-wrap gap-1.5">{Array.from({ length: 9 }, (_, index) => <Skeleton key={index} className="h-7 w-32" />)}</div>
      <div className="grid gap-4">
        {["first", "second"].map((card) => <Card key={card} heading={<Skeleton className="h-3.5 w-32" />}><SkeletonLines widths={["w-full", "w-full", "w-4/5"]} /></Card>)}
      </div>
    </Loading>
  );
}
