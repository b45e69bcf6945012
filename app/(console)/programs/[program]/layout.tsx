import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AccountSearch } from "@/components/accounts/account-search";
import { AppShell } from "@/components/app-shell";
import { NoticeRulesProvider } from "@/components/commands/notice-rules";
import { preferenceCookies } from "@/components/shell/preference-cookies";
import { parseTheme } from "@/components/shell/theme";
import { programsOfOperator, requireOperator, type OperatorInProgram } from "@/server/operator";
import { ownNoticeRules } from "@/server/queries/notice-rules";

type ProgramLayoutProps = { params: Promise<{ program: string }>; children: ReactNode };

function shellProgram({ program: { slug, name, environment } }: OperatorInProgram) {
  return { slug, name, environment };
}

export default async function ProgramLayout({ params, children }: ProgramLayoutProps) {
  const here = await requireOperator((await params).program);
  const [everywhere, jar] = await Promise.all([programsOfOperator(), cookies()]);
  return (
    <AppShell
      program={shellProgram(here)}
      programs={everywhere.map(shellProgram)}
      operator={{ name: here.operator.name, email: here.operator.email }}
      roles={here.roles}
      permissions={[...here.permissions]}
      theme={parseTheme(jar.get(preferenceCookies.theme)?.value)}
      singleKeys={jar.get(preferenceCookies.singleKeys)?.value !== "off"}
      search={<AccountSearch programSlug={here.program.slug} />}
    >
      <NoticeRulesProvider rules={ownNoticeRules(here)}>{children}</NoticeRulesProvider>
    </AppShell>
  );
}
