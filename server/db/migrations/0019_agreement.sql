-- The partner's own ledger against the directory: files, their rows while they are compared, and where the two differ.
CREATE TABLE agreement_runs (
  id               uuid PRIMARY KEY,
  program          text COLLATE "C" NOT NULL,
  status           text NOT NULL CHECK (status IN ('receiving', 'ready', 'running', 'done', 'canceled')),
  file_name        text,
  bytes            bigint NOT NULL DEFAULT 0,
  -- Of the file's bytes; null until it is there whole.
  sha256           bytea,
  -- Format, delimiter and columns, as they were recognised.
  shape            jsonb,
  row_count        integer NOT NULL DEFAULT 0,
  -- The latest as-of among the rows, where they have one.
  as_of_found      timestamptz(3),
  -- When the ledger was like this, as declared at the start.
  as_of            timestamptz(3),
  -- Whether the file holds every account: then one that is open at Lead and missing here is an exception.
  complete         boolean NOT NULL DEFAULT false,
  phase            text NOT NULL DEFAULT 'mapping' CHECK (phase IN ('mapping', 'comparing', 'absent', 'clearing')),
  -- How far the phase is: a row number, or the account id after which it goes on.
  place            integer NOT NULL DEFAULT 0,
  place_account    text COLLATE "C" NOT NULL DEFAULT '',
  compared         integer NOT NULL DEFAULT 0,
  unmapped         integer NOT NULL DEFAULT 0,
  opened           integer NOT NULL DEFAULT 0,
  confirmed        integer NOT NULL DEFAULT 0,
  resolved         integer NOT NULL DEFAULT 0,
  uploaded_by      text NOT NULL,
  uploaded_by_name text NOT NULL,
  uploaded_at      timestamptz(3) NOT NULL DEFAULT now(),
  started_by       text,
  started_by_name  text,
  started_at       timestamptz(3),
  ended_at         timestamptz(3),
  leased_by        uuid,
  leased_until     timestamptz(3),
  updated_at       timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (row_count <= 1000000),
  CHECK ((status IN ('done', 'canceled')) = (ended_at IS NOT NULL)),
  CHECK ((started_at IS NULL) = (as_of IS NULL)),
  CHECK (status NOT IN ('running', 'done') OR started_at IS NOT NULL)
);
CREATE INDEX agreement_runs_recent ON agreement_runs (program, uploaded_at DESC, id DESC);
-- One at a time, so that a later file never overtakes an earlier one.
CREATE UNIQUE INDEX agreement_runs_one_running ON agreement_runs (program) WHERE status = 'running';
CREATE INDEX agreement_runs_as_of ON agreement_runs (program, as_of) WHERE as_of IS NOT NULL;
CREATE INDEX agreement_runs_unfinished ON agreement_runs (updated_at) WHERE status = 'receiving';

-- The rows of a file until it is compared; after it, only those that could not be.
CREATE TABLE agreement_rows (
  run_id            uuid NOT NULL REFERENCES agreement_runs,
  row_number        integer NOT NULL,
  program           text COLLATE "C" NOT NULL,
  line              integer NOT NULL,
  -- The ids that it gives.
  given_account_id  text COLLATE "C",
  client_account_id text COLLATE "C",
  shown             text NOT NULL,
  said              jsonb,
  -- Why it is compared with nothing, and the value that could not be read.
  problem           text,
  detail            text,
  -- Another line about the same account.
  same_as_line      integer,
  -- The account that it is mapped to.
  account_id        text COLLATE "C",
  PRIMARY KEY (run_id, row_number),
  CHECK (problem IS NOT NULL OR said IS NOT NULL)
);
CREATE INDEX agreement_rows_account ON agreement_rows (run_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX agreement_rows_problem ON agreement_rows (run_id, row_number) WHERE problem IS NOT NULL;

-- Where the two differ: one row from when it is first seen until both agree.
CREATE TABLE agreement_exceptions (
  id               uuid PRIMARY KEY,
  program          text COLLATE "C" NOT NULL,
  account_id       text COLLATE "C" NOT NULL,
  field            text NOT NULL CHECK (field IN ('status', 'status-reason', 'currency', 'available-credit', 'credit-limit', 'max-credit-limit', 'absent')),
  -- What each side said when they were compared last, and as of when.
  theirs           jsonb NOT NULL,
  ours             jsonb NOT NULL,
  theirs_as_of     timestamptz(3) NOT NULL,
  ours_as_of       timestamptz(3) NOT NULL,
  first_seen_at    timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at     timestamptz(3) NOT NULL DEFAULT now(),
  first_run        uuid NOT NULL REFERENCES agreement_runs,
  last_run         uuid NOT NULL REFERENCES agreement_runs,
  -- The one before it about the same field of the same account.
  follows          uuid REFERENCES agreement_exceptions,
  owner            text,
  owner_name       text,
  cause            text CHECK (cause IN ('timing', 'ledger-wrong', 'lead-wrong', 'change-missed', 'wrong-id', 'known-difference', 'other')),
  resolved_at      timestamptz(3),
  resolution       text CHECK (resolution IN ('agreed-by-file', 'agreed-by-directory', 'covered', 'by-person')),
  resolved_by      text,
  resolved_by_name text,
  resolution_note  text,
  -- A person may accept a difference: it ends when both agree, or say something else.
  ended_at         timestamptz(3),
  ended_by_run     uuid REFERENCES agreement_runs,
  FOREIGN KEY (program, account_id) REFERENCES directory_entries,
  CHECK ((owner IS NULL) = (owner_name IS NULL)),
  CHECK ((resolved_at IS NULL) = (resolution IS NULL)),
  CHECK (ended_at IS NULL OR resolved_at IS NOT NULL),
  CHECK ((resolution IS NOT DISTINCT FROM 'by-person') = (resolved_by IS NOT NULL) AND (resolved_by IS NULL) = (resolved_by_name IS NULL) AND (resolved_by IS NULL) = (resolution_note IS NULL))
);
CREATE UNIQUE INDEX agreement_exceptions_one_live ON agreement_exceptions (program, account_id, field) WHERE ended_at IS NULL;
CREATE INDEX agreement_exceptions_field ON agreement_exceptions (program, account_id, field, first_seen_at DESC);
CREATE INDEX agreement_exceptions_open ON agreement_exceptions (program, first_seen_at, id) WHERE resolved_at IS NULL;
CREATE INDEX agreement_exceptions_resolved ON agreement_exceptions (program, resolved_at DESC, id) WHERE resolved_at IS NOT NULL;

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON agreement_runs, agreement_rows TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON agreement_exceptions TO %I', role_name);
END $$;
