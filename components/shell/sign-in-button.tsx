"use client";

import { signIn } from "next-auth/react";
import { useState } from "react";
import { Button } from "../ui/button";

export function SignInButton({ returnPath }: { returnPath: string }) {
  const [busy, setBusy] = useState(false);
  return (
    <Button
      variant="primary"
      size="large"
      className="w-full"
      busy={busy}
      onClick={() => {
        setBusy(true);
        // Leaves the page when it works; when it does not, the button must be usable again.
        signIn("oidc", { callbackUrl: returnPath }).catch(() => setBusy(false));
      }}
    >
      Continue to sign in
    </Button>
  );
}
