import { ActivityLoading } from "@/components/audit/activity-loading";

export default function ActivityPageLoading() {
  return <ActivityLoading />;
}
