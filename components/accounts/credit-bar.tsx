import { moneyWords } from "@/lib/fields/money";

type CreditBarProps = {
  currency: string;
  /** Minor units, as the two below. */
  available: number | null;
  limit: number | null;
  maxLimit: number | null;
};

const share = (part: number, whole: number): number => Math.max(0, Math.min(100, (part / whole) * 100));

/** Available, limit and the most that was approved, on one line; the sentence under it says the same in words. */
export function CreditBar({ currency, available, limit, maxLimit }: CreditBarProps) {
  const whole = Math.max(maxLimit ?? 0, limit ?? 0, available ?? 0);
  return (
    <div>
      {whole > 0 ? (
        <div aria-hidden="true" className="relative mb-1.5 h-2 rounded-full bg-idle-weak forced-colors:border">
          <span className="absolute inset-y-0 left-0 rounded-full bg-accent" style={{ width: `${share(available ?? 0, whole)}%` }} />
          {limit !== null && limit < whole ? <span className="absolute -inset-y-0.5 w-0.5 bg-text" style={{ left: `${share(limit, whole)}%` }} /> : null}
        </div>
      ) : null}
      <p className="text-text-3">
        {available === null ? "Available credit not reported" : `${moneyWords(available, currency)} available`}
        {limit === null ? null : (
          <>
            {" of "}
            <strong className="font-semibold text-text">{moneyWords(limit, currency)}</strong> limit
          </>
        )}
        {maxLimit === null ? null : ` · most approved ${moneyWords(maxLimit, currency)}`}
      </p>
    </div>
  );
}
