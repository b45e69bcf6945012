-- Files of ids: what came in, row by row, and how far Lead has been asked about it.
CREATE TABLE imports (
  id               uuid PRIMARY KEY,
  program          text COLLATE "C" NOT NULL,
  status           text NOT NULL CHECK (status IN ('receiving', 'ready', 'running', 'paused', 'done', 'canceled')),
  source           text NOT NULL CHECK (source IN ('file', 'paste')),
  file_name        text,
  bytes            bigint NOT NULL DEFAULT 0,
  -- Of the file's bytes; null until it is there whole.
  sha256           bytea,
  -- Format, delimiter and columns, as they were recognised.
  shape            jsonb,
  row_count        integer NOT NULL DEFAULT 0,
  -- What the check against the directory found: { new, known, duplicate, malformed, no-lookup }.
  found            jsonb NOT NULL DEFAULT '{}',
  -- New rows whose account the directory knows in another program, by program.
  found_elsewhere  jsonb NOT NULL DEFAULT '{}',
  -- What became of the new rows.
  entered          integer NOT NULL DEFAULT 0,
  known_meanwhile  integer NOT NULL DEFAULT 0,
  refused          integer NOT NULL DEFAULT 0,
  calls            bigint NOT NULL DEFAULT 0,
  uploaded_by      text NOT NULL,
  uploaded_by_name text NOT NULL,
  uploaded_at      timestamptz(3) NOT NULL DEFAULT now(),
  started_by       text,
  started_by_name  text,
  started_by_roles text[],
  started_at       timestamptz(3),
  -- Since when it runs without a pause; the rate is counted from here or from the last minute.
  running_since    timestamptz(3),
  ended_at         timestamptz(3),
  -- Whoever holds the lease reads; an expired one is taken over.
  leased_by        uuid,
  leased_until     timestamptz(3),
  -- Lead could not be asked: what it said, how often in a row, and when it is tried again.
  stalls           integer NOT NULL DEFAULT 0,
  problem          jsonb,
  next_look_at     timestamptz(3),
  updated_at       timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (row_count <= 1000000),
  CHECK ((status IN ('done', 'canceled')) = (ended_at IS NOT NULL)),
  CHECK (status <> 'running' OR started_at IS NOT NULL)
);
CREATE INDEX imports_recent ON imports (program, uploaded_at DESC, id DESC);
CREATE INDEX imports_due ON imports (program, started_at) WHERE status = 'running';
CREATE INDEX imports_file ON imports (program, sha256, uploaded_at) WHERE sha256 IS NOT NULL;
CREATE INDEX imports_unfinished ON imports (updated_at) WHERE status = 'receiving';

CREATE TABLE import_rows (
  import_id    uuid NOT NULL REFERENCES imports,
  row_number   integer NOT NULL,
  program      text COLLATE "C" NOT NULL,
  -- Where it stands in the file.
  line         integer NOT NULL,
  id_kind      text NOT NULL CHECK (id_kind IN ('account', 'client')),
  -- The id alone: of the other columns nothing is kept.
  value        text COLLATE "C" NOT NULL,
  state        text NOT NULL CHECK (state IN ('new', 'known', 'duplicate', 'malformed', 'no-lookup', 'entered', 'refused')),
  reason       text,
  -- The row that has the same id.
  duplicate_of integer,
  -- Another program whose directory knows the account. Shown only to those with rights there.
  elsewhere    text COLLATE "C",
  account_id   text COLLATE "C",
  -- How often Lead could not be asked about it; those come last.
  deferrals    integer NOT NULL DEFAULT 0,
  settled_at   timestamptz(3),
  PRIMARY KEY (import_id, row_number)
);
CREATE INDEX import_rows_state ON import_rows (import_id, state, row_number);
CREATE INDEX import_rows_pending ON import_rows (import_id, deferrals, row_number) WHERE state = 'new';
CREATE INDEX import_rows_value ON import_rows (import_id, id_kind, value);
CREATE INDEX import_rows_elsewhere ON import_rows (import_id, elsewhere, row_number) WHERE elsewhere IS NOT NULL;
CREATE INDEX import_rows_settled ON import_rows (import_id, settled_at) WHERE settled_at IS NOT NULL;

-- How fast work in the background may call Lead, one row a program, shared by every process.
CREATE TABLE call_paces (
  program      text COLLATE "C" PRIMARY KEY,
  -- When the next call may be made.
  free_at      timestamptz(6) NOT NULL DEFAULT now(),
  -- People's calls are counted up to here.
  people_until timestamptz(6) NOT NULL DEFAULT now(),
  -- Halved by each 429, never under a sixteenth; doubles again with every minute without one.
  share        double precision NOT NULL DEFAULT 1 CHECK (share > 0 AND share <= 1),
  slowed_at    timestamptz(3)
);

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON imports, import_rows TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON call_paces TO %I', role_name);
END $$;
