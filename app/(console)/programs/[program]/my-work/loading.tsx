import { MyWorkLoading } from "@/components/work/my-work-loading";

export default function MyWorkPageLoading() {
  return <MyWorkLoading />;
}
