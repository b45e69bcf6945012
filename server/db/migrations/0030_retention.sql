-- Purging records that are past their time: exactly the list that a person confirmed, a tombstone for each.
ALTER TABLE closure_records
  ADD COLUMN purged_at       timestamptz(3),
  ADD COLUMN purged_by       text,
  ADD COLUMN purged_by_name  text,
  ADD COLUMN purged_by_roles text[],
  ADD COLUMN purge_reason    text,
  ADD COLUMN purge_run       uuid,
  -- Of the canonical JSON of the record as it was purged.
  ADD COLUMN record_hash     bytea,
  -- What it was about, in one word: the reason of the closing, the error, the finding.
  ADD COLUMN subject_code    text,
  ADD CONSTRAINT closure_records_tombstone CHECK (
    num_nonnulls(purged_at, purged_by, purged_by_name, purged_by_roles, purge_reason, purge_run, record_hash) IN (0, 7)
  );
CREATE INDEX closure_records_purgeable ON closure_records (program, retain_until, id) WHERE purged_at IS NULL AND retain_until IS NOT NULL;
DROP INDEX closure_records_kept_until;

CREATE TABLE retention_runs (
  id              uuid PRIMARY KEY,
  program         text COLLATE "C" NOT NULL,
  -- Of the list as it was shown and confirmed.
  list_hash       bytea NOT NULL,
  record_count    integer NOT NULL CHECK (record_count > 0),
  reason          text NOT NULL,
  confirmed_by    text NOT NULL,
  confirmed_by_name text NOT NULL,
  confirmed_by_roles text[] NOT NULL,
  confirmed_at    timestamptz(3) NOT NULL DEFAULT now(),
  ended_at        timestamptz(3)
);
CREATE UNIQUE INDEX retention_runs_one_open ON retention_runs (program) WHERE ended_at IS NULL;
CREATE INDEX retention_runs_recent ON retention_runs (program, confirmed_at DESC);

CREATE TABLE retention_run_records (
  run_id       uuid NOT NULL REFERENCES retention_runs,
  record_id    uuid NOT NULL REFERENCES closure_records,
  program      text COLLATE "C" NOT NULL,
  retain_until date NOT NULL,
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'purged', 'kept')),
  -- Why it was kept after all.
  why          text,
  settled_at   timestamptz(3),
  PRIMARY KEY (run_id, record_id),
  CHECK ((state = 'waiting') = (settled_at IS NULL) AND (state = 'kept') = (why IS NOT NULL))
);
CREATE INDEX retention_run_records_waiting ON retention_run_records (program, run_id, record_id) WHERE state = 'waiting';

-- A day is over once it is over everywhere.
CREATE FUNCTION day_that_has_passed() RETURNS date LANGUAGE sql STABLE AS $$ SELECT (now() AT TIME ZONE 'Etc/GMT+12')::date $$;

-- Set by the function below for the time that it takes; whoever is not the owner of the schema cannot pretend to it.
CREATE FUNCTION is_purging() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('console.purging', true), '') <> ''
    AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'public.closure_records'::regclass)
$$;

-- What is final goes with the record that it is of, and not otherwise; legal holds stay.
CREATE OR REPLACE FUNCTION closure_part_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was written after a closing is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER closure_addenda_final ON closure_addenda;
CREATE TRIGGER closure_addenda_final BEFORE UPDATE OR DELETE ON closure_addenda FOR EACH ROW WHEN (NOT is_purging()) EXECUTE FUNCTION closure_part_is_final();
DROP TRIGGER closure_calls_final ON closure_calls;
CREATE TRIGGER closure_calls_final BEFORE UPDATE OR DELETE ON closure_calls FOR EACH ROW WHEN (NOT is_purging()) EXECUTE FUNCTION closure_part_is_final();
DROP TRIGGER evidence_no_change ON evidence;
CREATE TRIGGER evidence_no_change BEFORE UPDATE OR DELETE ON evidence FOR EACH ROW WHEN (NOT is_purging()) EXECUTE FUNCTION evidence_is_final();
DROP TRIGGER evidence_withdrawals_no_change ON evidence_withdrawals;
CREATE TRIGGER evidence_withdrawals_no_change BEFORE UPDATE OR DELETE ON evidence_withdrawals FOR EACH ROW WHEN (NOT is_purging()) EXECUTE FUNCTION evidence_is_final();
DROP TRIGGER evidence_uploads_no_change ON evidence_uploads;
CREATE TRIGGER evidence_uploads_no_change BEFORE UPDATE OR DELETE ON evidence_uploads
  FOR EACH ROW WHEN (OLD.status = 'kept' AND NOT is_purging()) EXECUTE FUNCTION evidence_is_final();
DROP TRIGGER approvals_no_change ON approvals;
CREATE TRIGGER approvals_no_change BEFORE UPDATE OR DELETE ON approvals FOR EACH ROW WHEN (NOT is_purging()) EXECUTE FUNCTION approvals_are_kept();

/*
 * The one way in which anything of a record goes: with the rights of the schema's owner, and only what a person confirmed,
 * is past its day and under no legal hold. The trail is not touched.
 */
CREATE FUNCTION purge_closing_record(record uuid, run uuid, hash bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  held closure_records;
  confirmed retention_runs;
  files uuid[];
BEGIN
  SELECT * INTO held FROM closure_records WHERE id = record FOR UPDATE;
  SELECT r.* INTO confirmed FROM retention_runs r JOIN retention_run_records listed ON listed.run_id = r.id
    WHERE r.id = run AND r.ended_at IS NULL AND listed.record_id = record AND listed.state = 'waiting' FOR UPDATE OF listed;
  IF held.id IS NULL OR confirmed.id IS NULL OR held.program <> confirmed.program OR held.purged_at IS NOT NULL
    OR held.retain_until IS NULL OR held.retain_until >= day_that_has_passed()
    OR EXISTS (SELECT 1 FROM legal_holds WHERE record_id = record AND lifted_at IS NULL) OR octet_length(hash) <> 32 THEN
    RAISE EXCEPTION 'this record may not be purged' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM set_config('console.purging', record::text, true);
  UPDATE closure_records SET
    subject_code = coalesce((SELECT reason FROM closures WHERE process_id = record), (SELECT error_class FROM corrections WHERE process_id = record), (SELECT finding FROM closures_elsewhere WHERE id = record)),
    purged_at = now(), purged_by = confirmed.confirmed_by, purged_by_name = confirmed.confirmed_by_name, purged_by_roles = confirmed.confirmed_by_roles,
    purge_reason = confirmed.reason, purge_run = run, record_hash = hash
    WHERE id = record;
  DELETE FROM closure_addenda WHERE record_id = record;
  DELETE FROM closure_calls WHERE record_id = record;
  DELETE FROM closure_follow_ups WHERE record_id = record;
  DELETE FROM closure_number_reads WHERE record_id = record;
  files := ARRAY(SELECT id FROM evidence WHERE program = held.program AND subject_kind = 'process' AND subject_id = record::text);
  DELETE FROM evidence_withdrawals WHERE evidence_id = ANY(files);
  DELETE FROM evidence WHERE id = ANY(files);
  DELETE FROM evidence_uploads WHERE id = ANY(files);
  DELETE FROM process_decisions WHERE process_id = record;
  DELETE FROM closures WHERE process_id = record;
  DELETE FROM corrections WHERE process_id = record;
  DELETE FROM closures_elsewhere WHERE id = record;
  UPDATE processes SET plan = '{}', problem = NULL, kept_reason = CASE WHEN kept_reason IS NOT NULL THEN '' END WHERE id = record;
  UPDATE commands SET input = '{}', request = request - 'body' || '{"body": null}', before = NULL, after = NULL, expected = NULL, problem = NULL, surprises = '[]', settled_reason = NULL
    WHERE program = held.program AND account_id = held.account_id
      AND (process_id = record OR (process_id IS NULL AND record::text IN (input->>'processId', input->>'recordId', input->>'closureId', input->>'approvalId', input->'subject'->>'id')));
  UPDATE approvals SET input = '{}', request = NULL, before = NULL, changes = '[]', details = '{}', warnings = '[]', comment = NULL, problem = NULL WHERE process_id = record;
  PERFORM set_config('console.purging', '', true);
END $$;
REVOKE ALL ON FUNCTION purge_closing_record(uuid, uuid, bytea) FROM PUBLIC;

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT EXECUTE ON FUNCTION purge_closing_record(uuid, uuid, bytea) TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE (ended_at) ON retention_runs TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE (state, why, settled_at) ON retention_run_records TO %I', role_name);
END $$;
