-- One action on many accounts: what was prepared, who let it run, and what became of each account.
CREATE TABLE bulk_runs (
  -- The command that prepared it.
  id               uuid PRIMARY KEY,
  program          text COLLATE "C" NOT NULL,
  action           text COLLATE "C" NOT NULL CHECK (action IN ('deactivate-account', 'activate-account', 'refresh-accounts')),
  -- What is asked of every account: the command's input without the account.
  terms            jsonb NOT NULL,
  -- { by: 'hand' }, or { by: 'list', list }: every account that the list at this address had.
  chosen           jsonb NOT NULL,
  status           text NOT NULL CHECK (status IN ('planned', 'waiting', 'running', 'stopped', 'done', 'declined')),
  row_count        integer NOT NULL CHECK (row_count BETWEEN 1 AND 10000),
  asked_by         text NOT NULL,
  asked_by_name    text NOT NULL,
  asked_by_roles   text[] NOT NULL,
  planned_at       timestamptz(3) NOT NULL DEFAULT now(),
  -- Whether another person has to let it run, and what that person said.
  needs_second     boolean NOT NULL,
  decision         text CHECK (decision IN ('approved', 'declined')),
  decided_by       text,
  decided_by_name  text,
  decided_by_roles text[],
  decided_at       timestamptz(3),
  decision_comment text,
  started_at       timestamptz(3),
  ended_at         timestamptz(3),
  -- Who stopped it last; null where the console did, which then says why in `problem`.
  stopped_by_name  text,
  -- Whoever holds the lease works on it; an expired one is taken over.
  leased_by        uuid,
  leased_until     timestamptz(3),
  -- Why it stands still, how often in a row, and when it is tried again.
  problem          jsonb,
  stalls           integer NOT NULL DEFAULT 0,
  next_look_at     timestamptz(3),
  updated_at       timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (decided_by <> asked_by),
  CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
  CHECK (status <> 'running' OR NOT needs_second OR decision = 'approved'),
  CHECK ((status IN ('done', 'declined')) = (ended_at IS NOT NULL))
);
CREATE INDEX bulk_runs_recent ON bulk_runs (program, planned_at DESC, id DESC);
CREATE INDEX bulk_runs_own ON bulk_runs (program, asked_by, planned_at DESC);
CREATE INDEX bulk_runs_due ON bulk_runs (program, started_at) WHERE status = 'running';
CREATE INDEX bulk_runs_waiting ON bulk_runs (program, planned_at) WHERE status = 'waiting';
CREATE INDEX bulk_runs_not_started ON bulk_runs (planned_at) WHERE status = 'planned';

CREATE TABLE bulk_rows (
  run_id     uuid NOT NULL REFERENCES bulk_runs,
  row_number integer NOT NULL,
  program    text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  -- Digest of what the preview relied on; null where it relies on nothing.
  seen       text,
  has_credit boolean NOT NULL,
  -- excluded: known before the start to be refused; sent: a command is written down, which tells the rest.
  state      text NOT NULL CHECK (state IN ('excluded', 'waiting', 'read', 'sent', 'refused')),
  -- Why it is refused.
  problem    jsonb,
  -- Another attempt is another command with another key.
  attempt    integer NOT NULL DEFAULT 1,
  -- How often Lead could not be asked about it; those come last.
  deferrals  integer NOT NULL DEFAULT 0,
  command_id uuid,
  settled_at timestamptz(3),
  PRIMARY KEY (run_id, row_number),
  UNIQUE (run_id, account_id),
  CHECK ((state = 'sent') = (command_id IS NOT NULL)),
  CHECK ((state IN ('excluded', 'refused')) = (problem IS NOT NULL))
);
CREATE INDEX bulk_rows_waiting ON bulk_rows (run_id, deferrals, row_number) WHERE state = 'waiting';

-- Told by the run in lists of what somebody started.
ALTER TABLE commands ADD COLUMN bulk_run_id uuid REFERENCES bulk_runs;

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON bulk_runs, bulk_rows TO %I', role_name);
END $$;
