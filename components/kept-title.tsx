/**
 * The title of a page that has to look for it. Next takes its own away for a moment whenever such a page is read again;
 * this one stays as long as the page does.
 */
export function KeptTitle({ of }: { of: string }) {
  return <title>{`${of} · Account console`}</title>;
}
