-- How many accounts stood how on every day since here: each change of an account is kept as what left and what came, and
-- the worker adds these up by business day. So every figure of a day is a sum, whatever the directory holds by then.

-- Since when an account is inactive for its reason, as far as the directory knows: one that was inactive when it came in,
-- since Lead's last change of it.
ALTER TABLE directory_keys ADD COLUMN inactive_since timestamptz(3);
UPDATE directory_keys known SET inactive_since = least(known.updated, now())
  FROM directory_buckets kind WHERE (kind.program, kind.bucket) = (known.program, known.bucket) AND kind.status = 'inactive';
CREATE INDEX directory_keys_bucket_inactive ON directory_keys (program, bucket, inactive_since, account_id) WHERE inactive_since IS NOT NULL;

CREATE OR REPLACE FUNCTION directory_entries_keep_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH now_found AS MATERIALIZED (
    SELECT found.* FROM changed JOIN directory_entry_keys found USING (program, account_id)
  ), new_buckets AS (
    INSERT INTO directory_buckets (program, bucket, status, status_reason, capabilities, holder_type, has_notice, has_scra)
    SELECT DISTINCT program, bucket, status, status_reason, capabilities, holder_type, has_notice, has_scra FROM now_found
    WHERE NOT EXISTS (SELECT FROM directory_buckets known WHERE (known.program, known.bucket) = (now_found.program, now_found.bucket))
    ON CONFLICT DO NOTHING
  ), new_cells AS (
    INSERT INTO directory_summary (program, product, bucket, product_name)
    SELECT program, product, bucket, min(product_name) FROM now_found
    WHERE NOT EXISTS (SELECT FROM directory_summary known WHERE (known.program, known.product, known.bucket) = (now_found.program, now_found.product, now_found.bucket))
    GROUP BY program, product, bucket
    ON CONFLICT DO NOTHING
  )
  INSERT INTO directory_keys AS known (program, account_id, bucket, product, updated, created, closed, credit_limit, scra_start, scra_end, read_at, inactive_since)
  SELECT now_found.program, now_found.account_id, now_found.bucket, now_found.product, now_found.updated, now_found.created, now_found.closed, now_found.credit_limit, now_found.scra_start,
    now_found.scra_end, now_found.read_at,
    CASE WHEN now_found.status = 'inactive' THEN CASE
      WHEN before.inactive_since IS NOT NULL AND (before.bucket = now_found.bucket OR before_kind.status_reason IS NOT DISTINCT FROM now_found.status_reason) THEN before.inactive_since
      ELSE least(now_found.updated, now()) END END
  FROM now_found
  LEFT JOIN directory_keys before ON (before.program, before.account_id) = (now_found.program, now_found.account_id)
  LEFT JOIN directory_buckets before_kind ON (before_kind.program, before_kind.bucket) = (before.program, before.bucket)
  ON CONFLICT (program, account_id) DO UPDATE SET
    bucket = excluded.bucket, product = excluded.product, updated = excluded.updated, created = excluded.created, closed = excluded.closed,
    credit_limit = excluded.credit_limit, scra_start = excluded.scra_start, scra_end = excluded.scra_end, read_at = excluded.read_at, inactive_since = excluded.inactive_since
  WHERE known IS DISTINCT FROM excluded;
  RETURN NULL;
END $$;

-- One row for what an account left and one for what it came to; gone once it is added up.
CREATE TABLE directory_figure_changes (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program        text COLLATE "C" NOT NULL,
  at             timestamptz(3) NOT NULL DEFAULT now(),
  -- 1 or -1.
  accounts       integer NOT NULL,
  bucket         bigint NOT NULL,
  created        timestamptz(3) NOT NULL,
  closed         timestamptz(3),
  inactive_since timestamptz(3),
  scra_start     date,
  scra_end       date
);
CREATE INDEX directory_figure_changes_program ON directory_figure_changes (program, id);

CREATE OR REPLACE FUNCTION directory_keys_keep_summary() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO directory_summary_changes (program, product, bucket, accounts)
    SELECT program, product, bucket, count(*) FROM added GROUP BY program, product, bucket;
    INSERT INTO directory_figure_changes (program, accounts, bucket, created, closed, inactive_since, scra_start, scra_end)
    SELECT program, 1, bucket, created, closed, inactive_since, scra_start, scra_end FROM added;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO directory_summary_changes (program, product, bucket, accounts)
    SELECT program, product, bucket, -count(*) FROM removed GROUP BY program, product, bucket;
    INSERT INTO directory_figure_changes (program, accounts, bucket, created, closed, inactive_since, scra_start, scra_end)
    SELECT program, -1, bucket, created, closed, inactive_since, scra_start, scra_end FROM removed;
  ELSE
    INSERT INTO directory_summary_changes (program, product, bucket, accounts)
    SELECT program, product, bucket, sum(moved) FROM (
      SELECT program, product, bucket, 1 AS moved FROM added UNION ALL SELECT program, product, bucket, -1 FROM removed
    ) AS both_ways GROUP BY program, product, bucket HAVING sum(moved) <> 0;
    INSERT INTO directory_figure_changes (program, accounts, bucket, created, closed, inactive_since, scra_start, scra_end)
    SELECT gone.program, one.accounts, one.bucket, one.created, one.closed, one.inactive_since, one.scra_start, one.scra_end
    FROM removed gone JOIN added come ON (come.program, come.account_id) = (gone.program, gone.account_id)
    CROSS JOIN LATERAL (VALUES
      (-1, gone.bucket, gone.created, gone.closed, gone.inactive_since, gone.scra_start, gone.scra_end),
      (1, come.bucket, come.created, come.closed, come.inactive_since, come.scra_start, come.scra_end)
    ) AS one (accounts, bucket, created, closed, inactive_since, scra_start, scra_end)
    WHERE (gone.bucket, gone.created, gone.closed, gone.inactive_since, gone.scra_start, gone.scra_end) IS DISTINCT FROM (come.bucket, come.created, come.closed, come.inactive_since, come.scra_start, come.scra_end);
  END IF;
  RETURN NULL;
END $$;

-- What was added up: how many accounts came to a figure on a day, or left it. The figure of a day is the sum up to it.
CREATE TABLE directory_figures (
  program  text COLLATE "C" NOT NULL,
  measure  text COLLATE "C" NOT NULL CHECK (measure IN ('accounts', 'opened', 'closed', 'inactive', 'scra')),
  -- The day of the account that the measure is about: opened, closed, inactive since, protected until. Of 'accounts' none: year 1.
  on_day   date NOT NULL,
  -- Of 'accounts' the bucket; of 'closed' whether there is a notice; of 'inactive' the reason; of 'scra' the first day.
  facet    text COLLATE "C" NOT NULL,
  -- The business day on which the directory came to know it.
  day      date NOT NULL,
  accounts bigint NOT NULL,
  PRIMARY KEY (program, measure, on_day, facet, day)
);

-- History begins with what is known today.
INSERT INTO directory_figure_changes (program, accounts, bucket, created, closed, inactive_since, scra_start, scra_end)
SELECT program, 1, bucket, created, closed, inactive_since, scra_start, scra_end FROM directory_keys;

-- The last count of the ages on each business day.
CREATE TABLE directory_ages_days (
  program    text COLLATE "C" NOT NULL,
  day        date NOT NULL,
  bands      jsonb NOT NULL,
  missing    integer NOT NULL,
  counted_at timestamptz(3) NOT NULL,
  PRIMARY KEY (program, day)
);

-- Commands that were open at a past moment: those that took long by the first, the others by when they were asked for.
CREATE INDEX commands_took_long ON commands (program, asked_at) WHERE settled_at IS NULL OR settled_at - asked_at > interval '1 minute';
CREATE INDEX commands_asked ON commands (program, asked_at);

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, DELETE ON directory_figure_changes TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON directory_figures, directory_ages_days TO %I', role_name);
END $$;
