import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInButton } from "@/components/shell/sign-in-button";
import { Callout } from "@/components/ui/callout";
import { currentOperator } from "@/server/operator";
import { safeReturnPath, signInMessage } from "@/components/shell/sign-in-messages";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const query = await searchParams;
  const returnPath = safeReturnPath(query.from ?? query.callbackUrl);
  if (await currentOperator()) redirect(returnPath);
  const message = signInMessage(query);
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-5 flex items-center gap-2.5">
          <span aria-hidden="true" className="size-5 rounded-sm bg-text" />
          <span className="text-lg font-semibold tracking-tight">Account console</span>
        </div>
        <section aria-labelledby="sign-in" className="rounded-xl border border-line bg-surface p-6 shadow-raised">
          <h1 id="sign-in" className="text-xl font-semibold tracking-tight">Sign in</h1>
          <p className="mt-1 mb-5 text-text-2">You sign in at your company&rsquo;s identity provider, and come back here.</p>
          {message ? (
            <Callout tone={message.tone} title={message.title} role="status" className="mb-4">
              {message.text}
            </Callout>
          ) : null}
          <SignInButton returnPath={returnPath} />
        </section>
        <p className="mt-4 text-xs text-text-3">For colleagues only. What is done here is written to the audit trail under the name of who did it.</p>
      </div>
    </main>
  );
}
