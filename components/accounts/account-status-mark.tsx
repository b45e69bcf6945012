import { statusWords } from "@/lib/accounts/account-status";
import { accountStatusLook, StatusDot } from "../ui/status-dot";

type AccountStatusMarkProps = { status: string; reason: string | null; className?: string };

/** The account's status as shape, colour and words; frozen has its own shape, since not everyone may lift it. */
export function AccountStatusMark({ status, reason, className }: AccountStatusMarkProps) {
  const look = lookOf(status, reason);
  return (
    <StatusDot shape={look.shape} tone={look.tone} className={className}>
      {statusWords(status, reason)}
    </StatusDot>
  );
}

function lookOf(status: string, reason: string | null) {
  if (status === "inactive" && reason === "frozen") return accountStatusLook.frozen;
  if (status === "active" || status === "inactive" || status === "closed") return accountStatusLook[status];
  return { shape: "ring", tone: "idle" } as const;
}
