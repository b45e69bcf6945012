-- Search by a part of a product's name, of a holder's name and of a metadata value.

-- The values of folded "key:value" pairs, one a line.
CREATE FUNCTION metadata_values(pairs text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_string(ARRAY(SELECT substr(pair, strpos(pair, ':') + 1) FROM unnest(pairs) AS pair), E'\n')
$$;

-- Stored: what a trigram index finds is compared once more, ten thousand times for one page.
ALTER TABLE directory_entries ADD COLUMN metadata_text text COLLATE "C" GENERATED ALWAYS AS (metadata_values(metadata_pairs)) STORED;

CREATE INDEX directory_entries_metadata_text ON directory_entries USING gin (metadata_text gin_trgm_ops);
CREATE INDEX directory_summary_product_text ON directory_summary USING gin (product gin_trgm_ops);
CREATE INDEX entities_name_text ON entities USING gin (display_folded gin_trgm_ops);

-- What was searched for and may stand in no address: names, values, bank account numbers. Encrypted, its owner's alone.
CREATE TABLE searches (
  id      uuid PRIMARY KEY,
  program text COLLATE "C" NOT NULL,
  owner   text NOT NULL,
  content bytea NOT NULL,
  kept_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX searches_kept ON searches (kept_at);

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, DELETE ON searches TO %I', role_name);
END $$;
