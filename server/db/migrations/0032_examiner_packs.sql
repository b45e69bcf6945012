-- What was asked for as an examiner's pack: for what, which records were drawn, and the hash of the one archive that was made of it.
CREATE TABLE examiner_packs (
  -- Minted by the form: asking twice is asking once.
  id              uuid PRIMARY KEY,
  program         text COLLATE "C" NOT NULL,
  asked_by        text NOT NULL,
  asked_by_name   text NOT NULL,
  asked_by_roles  text[] NOT NULL,
  asked_at        timestamptz(3) NOT NULL DEFAULT now(),
  purpose         text NOT NULL,
  -- { by, from, to, groups, each?, seed? }: days of the program's business zone.
  asked           jsonb NOT NULL,
  record_ids      uuid[] NOT NULL CHECK (cardinality(record_ids) BETWEEN 1 AND 500),
  -- What a sample was drawn from, so that it can be drawn again.
  population      uuid[],
  -- Whoever makes the archive holds the lease; an expired one is free.
  leased_by       uuid,
  leased_until    timestamptz(3),
  made_at         timestamptz(3),
  bytes           bigint,
  sha256          bytea,
  manifest_sha256 bytea,
  CHECK ((asked->>'by' = 'sample') = (population IS NOT NULL) AND asked->>'by' IN ('period', 'sample')),
  CHECK (num_nonnulls(made_at, bytes, sha256, manifest_sha256) IN (0, 4)),
  CHECK ((leased_by IS NULL) = (leased_until IS NULL))
);
CREATE INDEX examiner_packs_recent ON examiner_packs (program, asked_at DESC, id DESC);
CREATE INDEX examiner_packs_making ON examiner_packs (leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX closure_records_ended ON closure_records (program, ended_on, id) WHERE ended_on IS NOT NULL;

-- What was asked for stays as it was, and an archive that was made is the only one.
CREATE FUNCTION examiner_pack_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.made_at IS NOT NULL
    OR (NEW.id, NEW.program, NEW.asked_by, NEW.asked_by_name, NEW.asked_by_roles, NEW.asked_at, NEW.purpose, NEW.asked, NEW.record_ids, NEW.population)
      IS DISTINCT FROM (OLD.id, OLD.program, OLD.asked_by, OLD.asked_by_name, OLD.asked_by_roles, OLD.asked_at, OLD.purpose, OLD.asked, OLD.record_ids, OLD.population) THEN
    RAISE EXCEPTION 'what was asked for as an examiner''s pack is kept as it was' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER examiner_packs_kept BEFORE UPDATE OR DELETE ON examiner_packs FOR EACH ROW EXECUTE FUNCTION examiner_pack_is_kept();

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE (leased_by, leased_until, made_at, bytes, sha256, manifest_sha256) ON examiner_packs TO %I', role_name);
END $$;
