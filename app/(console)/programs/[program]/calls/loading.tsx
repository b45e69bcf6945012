import { CallListLoading } from "@/components/calls/call-list-loading";

export default function CallsLoading() {
  return <CallListLoading />;
}
