-- Until when one instance asks the identity provider about a session; the others go by what it finds, or by what was
-- known last. A refresh token that is used twice may end the session at the provider.
ALTER TABLE sessions ADD COLUMN lease_until timestamptz(3);

-- A person's decision that an account stays as Lead shows it, though a process that was given up meant it elsewhere.
ALTER TABLE processes
  ADD COLUMN kept_status   text,
  ADD COLUMN kept_reason   text,
  ADD COLUMN kept_by       text,
  ADD COLUMN kept_by_name  text,
  ADD COLUMN kept_by_roles text[],
  ADD COLUMN kept_at       timestamptz(3),
  ADD CONSTRAINT processes_kept CHECK (
    kept_at IS NULL AND kept_by IS NULL AND kept_status IS NULL
    OR kept_at IS NOT NULL AND kept_by IS NOT NULL AND kept_status IS NOT NULL AND kept_reason IS NOT NULL AND stage = 'given-up'
  );
