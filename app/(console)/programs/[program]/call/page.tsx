import type { Metadata } from "next";
import { CallDeskPage } from "@/components/call-desk/call-desk-page";
import { ProblemState } from "@/components/problem-state";
import { requireOperator } from "@/server/operator";
import { callDesk } from "@/server/queries/call-desk";

type CallPageProps = { params: Promise<{ program: string }> };

export const metadata: Metadata = { title: "Call" };

export default async function CallDeskRoute({ params }: CallPageProps) {
  const here = await requireOperator((await params).program);
  const desk = await callDesk(here);
  if (!desk.ok) return <ProblemState problem={desk.problem} />;
  return <CallDeskPage program={here.program.slug} desk={desk.value} />;
}
