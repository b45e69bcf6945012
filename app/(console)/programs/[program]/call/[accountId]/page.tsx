import type { Metadata } from "next";
import { UnknownAccount } from "@/components/accounts/unknown-account";
import { CallPage } from "@/components/call-desk/call-page";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { callOnAccount } from "@/server/queries/call-desk";

type CallRouteProps = { params: Promise<{ program: string; accountId: string }> };

export const metadata: Metadata = { title: "Call" };

export default async function CallRoute({ params }: CallRouteProps) {
  const { program, accountId } = await params;
  const here = await requireOperator(program);
  const call = await callOnAccount(here, accountId);
  if (!call.ok) return <ProblemState problem={call.problem} />;
  if (!call.value) return <UnknownAccount programSlug={program} accountId={accountId} />;
  const { detail, handover } = call.value;
  return <CallPage key={accountId} initial={detail} handover={handover} zone={here.program.timeZone} agent={here.actor.name} permissions={[...here.permissions]} />;
}
