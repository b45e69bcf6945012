-- How the directory stays true: when each account is read again, how old what is known is, and closures first seen at Lead.

-- Where each account stands among those that wait to be read again: the head of each lane is found by the index alone.
CREATE TABLE refresh_places (
  program    text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  lane       text COLLATE "C" NOT NULL CHECK (lane IN ('again', 'changed', 'open', 'closed')),
  -- When it was read; in the lane 'again', from when on it is tried again.
  place_at   timestamptz(3) NOT NULL,
  -- How often in a row it could not be read.
  tries      integer NOT NULL DEFAULT 0,
  PRIMARY KEY (program, account_id),
  FOREIGN KEY (program, account_id) REFERENCES directory_entries ON DELETE CASCADE
);
CREATE INDEX refresh_places_next ON refresh_places (program, lane, place_at, account_id);

-- What changed within a day of the last read is likely to change again.
CREATE FUNCTION refresh_lane(status text, changed_at timestamptz, read_at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN changed_at > read_at - interval '24 hours' THEN 'changed' WHEN status = 'closed' THEN 'closed' ELSE 'open' END
$$;

CREATE FUNCTION directory_entries_keep_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO refresh_places AS known (program, account_id, lane, place_at)
  SELECT program, account_id, refresh_lane(status, greatest(lead_updated_at, written_at), read_at), read_at FROM changed
  ON CONFLICT (program, account_id) DO UPDATE SET lane = excluded.lane, place_at = excluded.place_at, tries = 0
  WHERE (known.lane, known.place_at) IS DISTINCT FROM (excluded.lane, excluded.place_at);
  RETURN NULL;
END $$;

INSERT INTO refresh_places (program, account_id, lane, place_at)
SELECT program, account_id, refresh_lane(status, greatest(lead_updated_at, written_at), read_at), read_at FROM directory_entries;

CREATE TRIGGER directory_entries_place_on_insert AFTER INSERT ON directory_entries
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory_entries_keep_places();
CREATE TRIGGER directory_entries_place_on_update AFTER UPDATE ON directory_entries
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory_entries_keep_places();

-- One row a program: whether it refreshes, how fast, and who holds it.
CREATE TABLE refreshes (
  program          text COLLATE "C" PRIMARY KEY,
  paused           boolean NOT NULL DEFAULT false,
  -- Null: as fast as the program's work in the background may be.
  calls_per_second double precision CHECK (calls_per_second > 0),
  -- Who started, paused or changed it last.
  set_by_name      text,
  set_at           timestamptz(3),
  leased_by        uuid,
  leased_until     timestamptz(3),
  last_read_at     timestamptz(3),
  -- Lead could not be asked: what it said, how often in a row, and when it is tried again.
  stalls           integer NOT NULL DEFAULT 0,
  problem          jsonb,
  problem_at       timestamptz(3),
  next_look_at     timestamptz(3)
);

-- The ages of what is known, counted by the worker now and then.
CREATE TABLE directory_ages (
  program    text COLLATE "C" PRIMARY KEY,
  -- [{ fromSeconds, open, closed }], the youngest first.
  bands      jsonb NOT NULL,
  -- Of those that Lead no longer knows.
  missing    integer NOT NULL,
  counted_at timestamptz(3) NOT NULL,
  took_ms    integer NOT NULL
);
CREATE INDEX directory_entries_missing ON directory_entries (program, missing_since) WHERE missing_since IS NOT NULL;

-- What work in the background called in this minute and in the one before, kept where its turns are given out.
ALTER TABLE call_paces
  ADD COLUMN minute timestamptz(3) NOT NULL DEFAULT date_trunc('minute', now()),
  ADD COLUMN calls bigint NOT NULL DEFAULT 0,
  ADD COLUMN calls_before bigint NOT NULL DEFAULT 0;

CREATE INDEX lead_calls_unanswered ON lead_calls (program, started_at DESC) WHERE outcome NOT IN ('answered', 'refused');

-- Closures that Lead showed and nobody here made, each until compliance has completed it.
CREATE TABLE closures_elsewhere (
  id                uuid PRIMARY KEY,
  program           text COLLATE "C" NOT NULL,
  account_id        text COLLATE "C" NOT NULL,
  seen_at           timestamptz(3) NOT NULL DEFAULT now(),
  -- As Lead showed it then.
  closed_at         timestamptz(3),
  reason            text,
  status_before     text NOT NULL,
  has_notice        boolean NOT NULL,
  completed_by      text,
  completed_by_name text,
  completed_by_roles text[],
  completed_at      timestamptz(3),
  finding           text CHECK (finding IN ('ours', 'lead', 'mistaken')),
  comment           text,
  FOREIGN KEY (program, account_id) REFERENCES directory_entries,
  CHECK ((completed_at IS NULL) = (completed_by IS NULL) AND (completed_at IS NULL) = (finding IS NULL) AND (completed_at IS NULL) = (comment IS NULL))
);
CREATE UNIQUE INDEX closures_elsewhere_one_open ON closures_elsewhere (program, account_id) WHERE completed_at IS NULL;
CREATE INDEX closures_elsewhere_waiting ON closures_elsewhere (program, seen_at) WHERE completed_at IS NULL;

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON refresh_places, refreshes, directory_ages, closures_elsewhere TO %I', role_name);
END $$;
