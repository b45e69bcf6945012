"use client";

import { Button } from "../ui/button";
import { useSignOut } from "./use-sign-out";

export function SignOutButton() {
  const { signOut, busy } = useSignOut();
  return <Button busy={busy} onClick={() => void signOut()}>Sign out</Button>;
}
