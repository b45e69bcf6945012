-- The register: every closing, closure made elsewhere, line cut and deactivation of an account with credit, with its
-- determination and its notice. One row each, written with the fact that it tells.

-- Days of the program's business zone that SQL cannot know: of a notice that Lead held already, and of a closure made elsewhere.
ALTER TABLE closures ADD COLUMN notice_found_on date;
ALTER TABLE closures_elsewhere ADD COLUMN closed_on date;

CREATE TABLE register_entries (
  -- The process of a closing, the closure made elsewhere, or the command that cut or deactivated.
  id                  uuid PRIMARY KEY,
  program             text COLLATE "C" NOT NULL,
  account_id          text COLLATE "C" NOT NULL,
  kind                text COLLATE "C" NOT NULL CHECK (kind IN ('closing', 'line-cut', 'deactivation', 'elsewhere')),
  -- In one word: why it was closed or made inactive, what was cut.
  reason              text COLLATE "C",
  -- Of a closing its stage; of one made elsewhere 'waiting' or 'completed'; otherwise 'done'.
  stage               text COLLATE "C" NOT NULL,
  -- { kind, exclusion?, agreedWith?, currentlyDelinquent?, basis? }
  determination       jsonb,
  determined          text COLLATE "C" GENERATED ALWAYS AS (determination ->> 'kind') STORED,
  -- The specific reasons of the notice [{ code, text }] and the operator's own words.
  reasons             jsonb NOT NULL DEFAULT '[]',
  note                text,
  scra_reason         text,
  -- Of a line cut what was cut: [{ path, old, new }], amounts in minor units, and their currency.
  cut                 jsonb NOT NULL DEFAULT '[]',
  currency            text,
  -- A day of the program's business zone, as the others here.
  taken_on            date NOT NULL,
  notice              text COLLATE "C" NOT NULL CHECK (notice IN ('none', 'due', 'given', 'late', 'void', 'unknown')),
  notice_due_on       date,
  delivered_at        timestamptz(3),
  delivered_on        date,
  delivered_time_known boolean,
  method              text,
  other_method        text,
  recipient           text,
  notice_by           text,
  notice_by_name      text,
  notice_by_roles     text[],
  notice_recorded_at  timestamptz(3),
  -- Nobody here asked for what was made elsewhere.
  asked_by            text COLLATE "C",
  asked_by_name       text,
  asked_by_roles      text[],
  asked_at            timestamptz(3) NOT NULL,
  -- Who decided on a closing, or the second person.
  approver            text COLLATE "C",
  approver_name       text,
  approver_roles      text[],
  approved_at         timestamptz(3),
  purged_at           timestamptz(3),
  -- The order of the register: notices that are due, the most overdue first, then the rest, the newest first.
  place               bigint NOT NULL GENERATED ALWAYS AS (
    CASE WHEN notice = 'due' THEN (notice_due_on - DATE '2000-01-01')::bigint
    ELSE 1000000000000000 - (extract(epoch FROM asked_at - TIMESTAMPTZ '1970-01-01 00:00:00+00') * 1000)::bigint END
  ) STORED,
  CHECK (notice NOT IN ('due', 'late') OR notice_due_on IS NOT NULL),
  CHECK ((asked_by IS NULL) = (asked_by_name IS NULL) AND (approver IS NULL) = (approver_name IS NULL)),
  CHECK (kind NOT IN ('line-cut', 'deactivation') OR purged_at IS NOT NULL OR (determination IS NOT NULL AND asked_by IS NOT NULL)),
  CHECK (kind NOT IN ('line-cut', 'deactivation') OR approver IS NULL OR approver <> asked_by),
  CHECK (delivered_on IS NULL OR kind NOT IN ('line-cut', 'deactivation') OR delivered_on >= taken_on)
);
CREATE INDEX register_entries_list ON register_entries (program, place, id);
CREATE INDEX register_entries_kind ON register_entries (program, kind, place, id);
CREATE INDEX register_entries_reason ON register_entries (program, reason, place, id);
CREATE INDEX register_entries_determined ON register_entries (program, determined, place, id);
CREATE INDEX register_entries_notice ON register_entries (program, notice, place, id);
CREATE INDEX register_entries_asker ON register_entries (program, asked_by, place, id);
CREATE INDEX register_entries_approver ON register_entries (program, approver, place, id) WHERE approver IS NOT NULL;
CREATE INDEX register_entries_account ON register_entries (program, account_id, place, id);
CREATE INDEX register_entries_taken ON register_entries (program, taken_on, place, id);
CREATE INDEX register_entries_to_complete ON register_entries (program, place, id) WHERE kind = 'elsewhere' AND stage = 'waiting';

-- What was decided does not change, and nothing is taken out; a notice is recorded once. Only a purge empties a row.
CREATE FUNCTION register_entry_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND is_purging() THEN RETURN NEW; END IF;
  IF TG_OP <> 'UPDATE'
    OR (OLD.id, OLD.program, OLD.account_id, OLD.kind, OLD.determination, OLD.reasons, OLD.note, OLD.scra_reason, OLD.cut, OLD.currency, OLD.taken_on, OLD.notice_due_on,
        OLD.asked_by, OLD.asked_by_name, OLD.asked_by_roles, OLD.asked_at, OLD.purged_at)
      IS DISTINCT FROM
       (NEW.id, NEW.program, NEW.account_id, NEW.kind, NEW.determination, NEW.reasons, NEW.note, NEW.scra_reason, NEW.cut, NEW.currency, NEW.taken_on, NEW.notice_due_on,
        NEW.asked_by, NEW.asked_by_name, NEW.asked_by_roles, NEW.asked_at, NEW.purged_at)
    OR (OLD.kind IN ('line-cut', 'deactivation') AND OLD.notice_recorded_at IS NOT NULL)
  THEN
    RAISE EXCEPTION 'what the register tells does not change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
-- How the notice of a closing stands. One that came to nothing before a letter went out owes none.
CREATE FUNCTION closing_notice_state(closure closures, stage text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN NOT closure.notice_needed THEN 'none'
    WHEN closure.delivered_on IS NOT NULL THEN CASE WHEN closure.delivered_on > closure.notice_due_on THEN 'late' ELSE 'given' END
    WHEN closure.notice_is_this_one THEN CASE WHEN closure.notice_found_on > closure.notice_due_on THEN 'late' ELSE 'given' END
    WHEN stage IN ('declined', 'withdrawn', 'expired', 'renew-needed', 'abandoned') THEN 'void'
    ELSE 'due'
  END
$$;

CREATE FUNCTION closure_enters_register() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now_at text := coalesce((SELECT stage FROM processes WHERE id = NEW.process_id), 'requested');
BEGIN
  INSERT INTO register_entries AS known (id, program, account_id, kind, reason, stage, determination, reasons, note, taken_on, notice, notice_due_on,
      delivered_at, delivered_on, delivered_time_known, method, other_method, recipient, notice_by, notice_by_name, notice_by_roles, notice_recorded_at,
      asked_by, asked_by_name, asked_by_roles, asked_at, approver, approver_name, approver_roles, approved_at)
    VALUES (NEW.process_id, NEW.program, NEW.account_id, 'closing', NEW.reason, now_at, NEW.determination, coalesce(NEW.notice -> 'reasons', '[]'), NEW.note, NEW.action_taken_on,
      closing_notice_state(NEW, now_at), NEW.notice_due_on, NEW.delivered_at, coalesce(NEW.delivered_on, CASE WHEN NEW.notice_is_this_one THEN NEW.notice_found_on END),
      NEW.delivered_time_known, NEW.notice ->> 'method', NEW.notice ->> 'otherMethod', NEW.notice ->> 'recipientEntityId', NEW.letter_by, NEW.letter_by_name, NEW.letter_by_roles, NEW.letter_recorded_at,
      NEW.requested_by, NEW.requested_by_name, NEW.requested_by_roles, NEW.requested_at, NEW.decided_by, NEW.decided_by_name, NEW.decided_by_roles, NEW.decided_at)
  ON CONFLICT (id) DO UPDATE SET
    notice = excluded.notice, stage = excluded.stage, delivered_at = excluded.delivered_at, delivered_on = excluded.delivered_on, delivered_time_known = excluded.delivered_time_known,
    method = excluded.method, other_method = excluded.other_method,
    notice_by = excluded.notice_by, notice_by_name = excluded.notice_by_name, notice_by_roles = excluded.notice_by_roles, notice_recorded_at = excluded.notice_recorded_at,
    approver = excluded.approver, approver_name = excluded.approver_name, approver_roles = excluded.approver_roles, approved_at = excluded.approved_at;
  RETURN NULL;
END $$;
CREATE TRIGGER closures_enter_register AFTER INSERT OR UPDATE ON closures FOR EACH ROW EXECUTE FUNCTION closure_enters_register();

CREATE FUNCTION closing_stage_reaches_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE register_entries entry SET stage = NEW.stage, notice = closing_notice_state(closure, NEW.stage)
    FROM closures closure WHERE entry.id = NEW.id AND closure.process_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER processes_reach_register AFTER UPDATE OF stage ON processes
  FOR EACH ROW WHEN (NEW.kind = 'closing' AND OLD.stage <> NEW.stage) EXECUTE FUNCTION closing_stage_reaches_register();

CREATE FUNCTION elsewhere_enters_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Where its business day is not known, by the zone that programs have unless they say otherwise.
  INSERT INTO register_entries (id, program, account_id, kind, reason, stage, taken_on, notice, asked_at)
    VALUES (NEW.id, NEW.program, NEW.account_id, 'elsewhere', NEW.reason, CASE WHEN NEW.completed_at IS NULL THEN 'waiting' ELSE 'completed' END,
      coalesce(NEW.closed_on, (coalesce(NEW.closed_at, NEW.seen_at) AT TIME ZONE 'America/Chicago')::date),
      CASE WHEN NEW.has_notice THEN 'given' ELSE 'unknown' END, NEW.seen_at)
  ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, notice = excluded.notice;
  RETURN NULL;
END $$;
CREATE TRIGGER closures_elsewhere_enter_register AFTER INSERT OR UPDATE ON closures_elsewhere FOR EACH ROW EXECUTE FUNCTION elsewhere_enters_register();

-- With the record goes what the register tells of it; that there was one stays.
CREATE FUNCTION register_entry_is_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE register_entries SET
    determination = NULL, reasons = '[]', note = NULL, scra_reason = NULL, cut = '[]', currency = NULL,
    notice = CASE WHEN notice = 'due' THEN 'void' ELSE notice END,
    delivered_at = NULL, delivered_on = NULL, delivered_time_known = NULL, method = NULL, other_method = NULL, recipient = NULL,
    notice_by = NULL, notice_by_name = NULL, notice_by_roles = NULL, notice_recorded_at = NULL,
    asked_by = NULL, asked_by_name = NULL, asked_by_roles = NULL, approver = NULL, approver_name = NULL, approver_roles = NULL, approved_at = NULL, purged_at = now()
    WHERE id = (CASE TG_ARGV[0] WHEN 'closing' THEN to_jsonb(OLD) ->> 'process_id' ELSE to_jsonb(OLD) ->> 'id' END)::uuid;
  RETURN NULL;
END $$;
CREATE TRIGGER closures_leave_register AFTER DELETE ON closures FOR EACH ROW EXECUTE FUNCTION register_entry_is_emptied('closing');
CREATE TRIGGER closures_elsewhere_leave_register AFTER DELETE ON closures_elsewhere FOR EACH ROW EXECUTE FUNCTION register_entry_is_emptied('elsewhere');

-- What is there already.
UPDATE closures SET notice_found_on = ((notice_found ->> 'deliveredAt')::timestamptz AT TIME ZONE 'America/Chicago')::date
  WHERE notice_is_this_one AND notice_found ->> 'deliveredAt' ~ '^\d{4}-\d\d-\d\dT';
UPDATE closures SET process_id = process_id;
UPDATE closures_elsewhere SET id = id;

CREATE TRIGGER register_entries_kept BEFORE UPDATE OR DELETE ON register_entries FOR EACH ROW EXECUTE FUNCTION register_entry_is_kept();
CREATE TRIGGER register_entries_no_truncate BEFORE TRUNCATE ON register_entries FOR EACH STATEMENT EXECUTE FUNCTION register_entry_is_kept();

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON register_entries TO %I', role_name);
END $$;
