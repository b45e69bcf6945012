import { DormancyLoading } from "@/components/dormancy/dormancy-loading";

export default function DormancyPageLoading() {
  return <DormancyLoading />;
}
