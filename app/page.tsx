import { UserRoundX } from "lucide-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { preferenceCookies } from "@/components/shell/preference-cookies";
import { SignOutButton } from "@/components/shell/sign-out-button";
import { ScreenState } from "@/components/ui/screen-state";
import { homePlace } from "@/lib/home-place";
import { programsOfOperator, requireSignedIn } from "@/server/operator";

export const metadata: Metadata = { title: "No program" };

/** The way in: the program used last, else the first of theirs. */
export default async function HomePage() {
  const person = await requireSignedIn();
  const theirs = await programsOfOperator();
  const last = (await cookies()).get(preferenceCookies.lastProgram)?.value;
  const first = theirs.find(({ program }) => program.slug === last) ?? theirs[0];
  if (first) redirect(`/programs/${first.program.slug}/${homePlace(first.roles)}`);

  return (
    <main className="grid min-h-dvh place-items-center">
      <ScreenState
        heading="h1"
        icon={<UserRoundX size={28} strokeWidth={1.5} aria-hidden="true" />}
        title="You are signed in, and no program is open to you"
        actions={<SignOutButton />}
      >
        <p>
          You are {person.name}
          {person.email ? ` (${person.email})` : ""}. Which programs a person sees follows from their groups at the identity provider, and none of yours
          gives a role in any program here.
        </p>
        <p className="mt-2">Ask an administrator of your program to add you to the group of your role. It takes effect within a minute: then load this page again.</p>
      </ScreenState>
    </main>
  );
}
