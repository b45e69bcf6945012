/** How much of something is done; the words beside it say it too. */
export function ProgressBar({ label, value, most }: { label: string; value: number; most: number }) {
  const percent = most === 0 ? 0 : Math.min(100, Math.floor((value / most) * 100));
  return (
    <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} className="h-2 w-full max-w-96 overflow-hidden rounded-full border border-line bg-idle-weak">
      <div className="h-full bg-accent forced-colors:bg-[Highlight]" style={{ width: `${percent}%` }} />
    </div>
  );
}
