-- What the list of accounts filters and sorts on, apart from the wide entries: narrow rows that every page reads through
-- an index. Triggers keep them, so that no writer of an entry can forget to.

-- Accounts that are alike in everything with few values are one bucket. A filter is a set of buckets, and a page is the
-- head of each bucket's own order: it costs the same however many accounts there are and however filters relate.
CREATE TABLE directory_buckets (
  program       text COLLATE "C" NOT NULL,
  bucket        bigint NOT NULL,
  status        text COLLATE "C" NOT NULL,
  status_reason text COLLATE "C",
  capabilities  text[] NOT NULL,
  holder_type   text COLLATE "C",
  has_notice    boolean NOT NULL,
  has_scra      boolean NOT NULL,
  PRIMARY KEY (program, bucket)
);

-- How many accounts each product has in each bucket, but for the changes that wait in directory_summary_changes.
-- Rows are never removed: a list looks for accounts in the cells that stand here.
CREATE TABLE directory_summary (
  program      text COLLATE "C" NOT NULL,
  product      text COLLATE "C" NOT NULL,
  bucket       bigint NOT NULL,
  product_name text NOT NULL,
  accounts     bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (program, product, bucket)
);

-- Appended by writers, who therefore never wait for each other; the worker adds them up.
CREATE TABLE directory_summary_changes (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program  text COLLATE "C" NOT NULL,
  product  text COLLATE "C" NOT NULL,
  bucket   bigint NOT NULL,
  accounts bigint NOT NULL,
  at       timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX directory_summary_changes_program ON directory_summary_changes (program, id);

CREATE TABLE directory_keys (
  program      text COLLATE "C" NOT NULL,
  account_id   text COLLATE "C" NOT NULL,
  bucket       bigint NOT NULL,
  -- The folded name, no longer than an index entry may be.
  product      text COLLATE "C" NOT NULL,
  updated      timestamptz(3) NOT NULL,
  -- The year 1 where Lead sent none: such accounts stand at the end.
  created      timestamptz(3) NOT NULL,
  -- Null while not closed; one closed without a date stands at its last change.
  closed       timestamptz(3),
  credit_limit bigint,
  scra_start   date,
  scra_end     date,
  read_at      timestamptz(3) NOT NULL,
  PRIMARY KEY (program, account_id),
  FOREIGN KEY (program, account_id) REFERENCES directory_entries ON DELETE CASCADE
);

CREATE INDEX directory_keys_updated ON directory_keys (program, updated, account_id);
CREATE INDEX directory_keys_bucket_updated ON directory_keys (program, bucket, updated, account_id);
CREATE INDEX directory_keys_bucket_created ON directory_keys (program, bucket, created, account_id);
CREATE INDEX directory_keys_bucket_closed ON directory_keys (program, bucket, closed, account_id) WHERE closed IS NOT NULL;
CREATE INDEX directory_keys_bucket_product ON directory_keys (program, bucket, product, account_id);
CREATE INDEX directory_keys_product_updated ON directory_keys (program, product, bucket, updated, account_id);
CREATE INDEX directory_keys_product_created ON directory_keys (program, product, bucket, created, account_id);
CREATE INDEX directory_keys_product_closed ON directory_keys (program, product, bucket, closed, account_id) WHERE closed IS NOT NULL;
CREATE INDEX directory_keys_limit ON directory_keys (program, credit_limit) WHERE credit_limit IS NOT NULL;
CREATE INDEX directory_keys_read ON directory_keys (program, read_at);
CREATE INDEX directory_keys_scra ON directory_keys (program, coalesce(scra_end, 'infinity')) WHERE scra_start IS NOT NULL OR scra_end IS NOT NULL;

-- How an entry is found, written once: for the triggers and for the first filling. The bucket is a digest of what the
-- accounts in it have alike, 52 bits long, which JavaScript still counts exactly.
CREATE VIEW directory_entry_keys AS
SELECT
  entry.program,
  entry.account_id,
  ('x' || left(encode(sha256(convert_to(jsonb_build_array(status, status_reason, alike.capabilities, holder_type, has_notice, alike.has_scra)::text, 'UTF8')), 'hex'), 13))::bit(52)::bigint AS bucket,
  status,
  status_reason,
  alike.capabilities,
  holder_type,
  has_notice,
  alike.has_scra,
  left(product_folded, 200) AS product,
  left(product_name, 200) AS product_name,
  sorted_at AS updated,
  coalesce(lead_created_at, '0001-01-01T00:00:00Z') AS created,
  CASE WHEN closed_at IS NOT NULL OR status = 'closed' THEN coalesce(closed_at, sorted_at) END AS closed,
  credit_limit,
  scra_start,
  scra_end,
  read_at
FROM directory_entries entry
CROSS JOIN LATERAL (
  SELECT ARRAY(SELECT DISTINCT capability FROM unnest(entry.capabilities) AS capability ORDER BY capability) AS capabilities,
    num_nonnulls(entry.scra_start, entry.scra_end) > 0 AS has_scra
) alike;

CREATE FUNCTION directory_entries_keep_keys() RETURNS trigger LANGUAGE plpgsql AS $$
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
  INSERT INTO directory_keys AS known (program, account_id, bucket, product, updated, created, closed, credit_limit, scra_start, scra_end, read_at)
  SELECT program, account_id, bucket, product, updated, created, closed, credit_limit, scra_start, scra_end, read_at FROM now_found
  ON CONFLICT (program, account_id) DO UPDATE SET
    bucket = excluded.bucket, product = excluded.product, updated = excluded.updated, created = excluded.created, closed = excluded.closed,
    credit_limit = excluded.credit_limit, scra_start = excluded.scra_start, scra_end = excluded.scra_end, read_at = excluded.read_at
  WHERE known IS DISTINCT FROM excluded;
  RETURN NULL;
END $$;

CREATE FUNCTION directory_keys_keep_summary() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO directory_summary_changes (program, product, bucket, accounts)
    SELECT program, product, bucket, count(*) FROM added GROUP BY program, product, bucket;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO directory_summary_changes (program, product, bucket, accounts)
    SELECT program, product, bucket, -count(*) FROM removed GROUP BY program, product, bucket;
  ELSE
    INSERT INTO directory_summary_changes (program, product, bucket, accounts)
    SELECT program, product, bucket, sum(moved) FROM (
      SELECT program, product, bucket, 1 AS moved FROM added UNION ALL SELECT program, product, bucket, -1 FROM removed
    ) AS both_ways GROUP BY program, product, bucket HAVING sum(moved) <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER directory_keys_on_insert AFTER INSERT ON directory_keys
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION directory_keys_keep_summary();
CREATE TRIGGER directory_keys_on_update AFTER UPDATE ON directory_keys
  REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION directory_keys_keep_summary();
CREATE TRIGGER directory_keys_on_delete AFTER DELETE ON directory_keys
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION directory_keys_keep_summary();

-- What is known already.
INSERT INTO directory_buckets SELECT DISTINCT program, bucket, status, status_reason, capabilities, holder_type, has_notice, has_scra FROM directory_entry_keys;
INSERT INTO directory_summary SELECT program, product, bucket, min(product_name), 0 FROM directory_entry_keys GROUP BY program, product, bucket;
INSERT INTO directory_keys SELECT program, account_id, bucket, product, updated, created, closed, credit_limit, scra_start, scra_end, read_at FROM directory_entry_keys;

CREATE TRIGGER directory_entries_on_insert AFTER INSERT ON directory_entries
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory_entries_keep_keys();
CREATE TRIGGER directory_entries_on_update AFTER UPDATE ON directory_entries
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION directory_entries_keep_keys();

-- Their work is done by the keys; what an entry changes in unindexed columns then moves nothing.
DROP INDEX directory_entries_updated;
DROP INDEX directory_entries_status;
DROP INDEX directory_entries_product;

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT ON directory_entry_keys TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT ON directory_buckets TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON directory_keys, directory_summary TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, DELETE ON directory_summary_changes TO %I', role_name);
END $$;
