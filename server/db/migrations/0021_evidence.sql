-- A file as it comes in, and until somebody makes it evidence; what nobody does is removed after an hour.
CREATE TABLE evidence_uploads (
  id          uuid PRIMARY KEY,
  program     text COLLATE "C" NOT NULL,
  -- `kept`: it is evidence, and final.
  status      text NOT NULL CHECK (status IN ('receiving', 'received', 'kept')),
  file_name   text NOT NULL,
  media_type  text CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
  bytes       integer NOT NULL DEFAULT 0 CHECK (bytes <= 10485760),
  sha256      bytea,
  uploaded_by text NOT NULL,
  updated_at  timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (status = 'receiving' OR (media_type IS NOT NULL AND sha256 IS NOT NULL AND bytes > 0))
);
CREATE INDEX evidence_uploads_unfinished ON evidence_uploads (updated_at) WHERE status <> 'kept';

CREATE TABLE evidence_chunks (
  upload_id uuid NOT NULL REFERENCES evidence_uploads ON DELETE CASCADE,
  position  integer NOT NULL,
  content   bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 262144),
  PRIMARY KEY (upload_id, position)
);
-- The pictures and documents are compressed already.
ALTER TABLE evidence_chunks ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE evidence (
  id            uuid PRIMARY KEY REFERENCES evidence_uploads,
  program       text COLLATE "C" NOT NULL,
  account_id    text COLLATE "C" NOT NULL,
  -- What it is about: the account itself, a process, a hold.
  subject_kind  text NOT NULL,
  subject_id    text COLLATE "C" NOT NULL,
  file_name     text NOT NULL,
  media_type    text NOT NULL,
  bytes         integer NOT NULL,
  sha256        bytea NOT NULL CHECK (octet_length(sha256) = 32),
  description   text NOT NULL,
  command_id    uuid NOT NULL,
  added_by      text NOT NULL,
  added_by_name text NOT NULL,
  added_by_roles text[] NOT NULL,
  added_at      timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX evidence_account ON evidence (program, account_id, added_at DESC, id DESC);
CREATE INDEX evidence_subject ON evidence (program, subject_kind, subject_id);

-- Added by mistake: it is marked and stays.
CREATE TABLE evidence_withdrawals (
  evidence_id        uuid PRIMARY KEY REFERENCES evidence,
  program            text COLLATE "C" NOT NULL,
  reason             text NOT NULL,
  withdrawn_by       text NOT NULL,
  withdrawn_by_name  text NOT NULL,
  withdrawn_by_roles text[] NOT NULL,
  withdrawn_at       timestamptz(3) NOT NULL DEFAULT now()
);

CREATE FUNCTION evidence_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'evidence is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER evidence_no_change BEFORE UPDATE OR DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION evidence_is_final();
CREATE TRIGGER evidence_no_truncate BEFORE TRUNCATE ON evidence FOR EACH STATEMENT EXECUTE FUNCTION evidence_is_final();
CREATE TRIGGER evidence_withdrawals_no_change BEFORE UPDATE OR DELETE ON evidence_withdrawals FOR EACH ROW EXECUTE FUNCTION evidence_is_final();
CREATE TRIGGER evidence_withdrawals_no_truncate BEFORE TRUNCATE ON evidence_withdrawals FOR EACH STATEMENT EXECUTE FUNCTION evidence_is_final();
CREATE TRIGGER evidence_uploads_no_change BEFORE UPDATE OR DELETE ON evidence_uploads
  FOR EACH ROW WHEN (OLD.status = 'kept') EXECUTE FUNCTION evidence_is_final();
CREATE TRIGGER evidence_uploads_no_truncate BEFORE TRUNCATE ON evidence_uploads FOR EACH STATEMENT EXECUTE FUNCTION evidence_is_final();

-- Bytes come in while the file does, and go only with a file that never became evidence.
CREATE FUNCTION evidence_chunks_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM evidence_uploads WHERE id = NEW.upload_id AND status = 'receiving' FOR SHARE) THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM evidence_uploads WHERE id = OLD.upload_id) THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'evidence is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER evidence_chunks_no_change BEFORE INSERT OR UPDATE OR DELETE ON evidence_chunks FOR EACH ROW EXECUTE FUNCTION evidence_chunks_are_final();
CREATE TRIGGER evidence_chunks_no_truncate BEFORE TRUNCATE ON evidence_chunks FOR EACH STATEMENT EXECUTE FUNCTION evidence_is_final();

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON evidence_uploads TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT ON evidence_chunks, evidence, evidence_withdrawals TO %I', role_name);
END $$;
