import { Card } from "../ui/card";
import { PageHeader } from "../ui/page-header";
import { Loading, Skeleton, SkeletonLines } from "../ui/skeleton";

const widths = ["w-full", "w-4/5", "w-full", "w-3/5", "w-full"];

/** The settings' own shape while they are read. */
export function SettingsLoading() {
  return (
    <Loading label="Reading the settings">
      <PageHeader title="Settings" facts={<Skeleton className="h-3 w-56" />} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {["w-28", "w-20"].map((width) => (
          <Card key={width} heading={<Skeleton className={`h-3.5 ${width}`} />}><SkeletonLines widths={widths} /></Card>
        ))}
      </div>
    </Loading>
  );
}
