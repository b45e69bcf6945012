import { Card } from "../../ui/card";
import { PageHeader } from "../../ui/page-header";
import { Loading, Skeleton, SkeletonLines } from "../../ui/skeleton";

const lines = ["w-3/5", "w-2/5", "w-1/3", "w-2/5", "w-1/4", "w-2/5", "w-2/5"];

/** An account's own shape while the directory is read. */
export function AccountLoading() {
  return (
    <Loading label="Reading the account">
      <div className="mb-4">
        <PageHeader className="mb-1" title={<Skeleton className="h-5 w-44" />} facts={<><Skeleton className="h-3 w-44" /><Skeleton className="h-3 w-16" /></>} />
        <div className="flex h-6 items-center"><Skeleton className="h-3 w-80 max-w-full" /></div>
      </div>
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1.6fr)_minmax(320px,1fr)]">
        <div className="grid content-start gap-4">
          <Card heading="Account"><SkeletonLines widths={lines} /></Card>
          <Card heading="People"><SkeletonLines widths={["w-1/4", "w-4/5"]} /></Card>
          <Card heading="Adverse action notice"><SkeletonLines widths={["w-2/5"]} /></Card>
          <Card heading="Documents"><SkeletonLines widths={["w-1/4", "w-full", "w-full", "w-full"]} /></Card>
        </div>
        <div className="grid content-start gap-4">
          <Card heading="Holds"><SkeletonLines widths={["w-1/3"]} /></Card>
          <Card heading="Timeline"><SkeletonLines widths={["w-2/3", "w-1/2"]} /></Card>
          <Card heading="Notes"><SkeletonLines widths={["w-1/4", "w-full", "w-full"]} /></Card>
        </div>
      </div>
    </Loading>
  );
}
