import { RegisterLoading } from "@/components/closures/register/register-loading";

export default function RegisterPageLoading() {
  return <RegisterLoading />;
}
