-- Closings as a bulk action: what is asked for of each account, and the process that it is.
ALTER TABLE bulk_runs DROP CONSTRAINT bulk_runs_action_check;
ALTER TABLE bulk_runs ADD CONSTRAINT bulk_runs_action_check CHECK (action IN ('deactivate-account', 'activate-account', 'refresh-accounts', 'close-accounts'));
ALTER TABLE bulk_rows ADD COLUMN closing jsonb;
CREATE UNIQUE INDEX bulk_rows_closing ON bulk_rows ((closing ->> 'processId')) WHERE closing IS NOT NULL;

-- Accounts that one person closes one after another. What became of each is told by its closing; what was skipped, here.
CREATE TABLE closing_queues (
  id          uuid PRIMARY KEY,
  program     text COLLATE "C" NOT NULL,
  owner       text NOT NULL,
  account_ids text[] NOT NULL CHECK (cardinality(account_ids) BETWEEN 1 AND 100),
  skipped     text[] NOT NULL DEFAULT '{}' CHECK (skipped <@ account_ids),
  made_at     timestamptz(3) NOT NULL DEFAULT now(),
  ended_at    timestamptz(3)
);
CREATE INDEX closing_queues_own ON closing_queues (program, owner, made_at DESC);

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON closing_queues TO %I', role_name);
END $$;
