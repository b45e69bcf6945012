import { AgreementLoading } from "@/components/agreement/agreement-loading";

export default function FilesLoading() {
  return <AgreementLoading label="Reading the files" />;
}
