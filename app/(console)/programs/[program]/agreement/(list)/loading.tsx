import { AgreementLoading } from "@/components/agreement/agreement-loading";

export default function ExceptionsLoading() {
  return <AgreementLoading label="Reading the exceptions" />;
}
