-- When the owner of an account was last in contact, and last did something with it. Two dates of their own: neither is
-- ever filled by what the bank or the program did.
CREATE TABLE owner_dates (
  program          text COLLATE "C" NOT NULL,
  account_id       text COLLATE "C" NOT NULL,
  contact_at       timestamptz(3),
  contact_channel  text COLLATE "C",
  -- The command that recorded it, which says who was verified and how.
  contact_command  uuid,
  -- As the partner's own ledger says, which alone sees what an owner does.
  activity_on      date,
  activity_as_of   timestamptz(3),
  activity_run     uuid,
  -- Whose law says when property is unclaimed, as the partner's ledger names it.
  owner_state      text COLLATE "C" CHECK (owner_state ~ '^[A-Z]{2}$'),
  -- As the directory has it.
  is_closed        boolean NOT NULL DEFAULT false,
  silent_since     date GENERATED ALWAYS AS (greatest((contact_at AT TIME ZONE 'UTC')::date, activity_on)) STORED,
  PRIMARY KEY (program, account_id),
  CHECK (num_nulls(contact_at, contact_channel, contact_command) IN (0, 3)),
  CHECK (num_nulls(activity_on, activity_as_of, activity_run) IN (0, 3))
);

CREATE INDEX owner_dates_silent ON owner_dates (program, silent_since, account_id) WHERE silent_since IS NOT NULL AND NOT is_closed;

CREATE FUNCTION owner_dates_know_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.is_closed := EXISTS (SELECT FROM directory_entries WHERE program = NEW.program AND account_id = NEW.account_id AND status = 'closed');
  RETURN NEW;
END $$;
CREATE TRIGGER owner_dates_status BEFORE INSERT ON owner_dates FOR EACH ROW EXECUTE FUNCTION owner_dates_know_status();

CREATE FUNCTION owner_dates_follow_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE owner_dates SET is_closed = (NEW.status = 'closed') WHERE program = NEW.program AND account_id = NEW.account_id;
  RETURN NULL;
END $$;
CREATE TRIGGER directory_entries_owner_dates AFTER UPDATE OF status ON directory_entries
  FOR EACH ROW WHEN ((OLD.status = 'closed') <> (NEW.status = 'closed')) EXECUTE FUNCTION owner_dates_follow_status();

-- Neither date goes back.
CREATE FUNCTION owner_dates_go_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR NEW.contact_at < OLD.contact_at OR NEW.activity_on < OLD.activity_on
    OR (OLD.contact_at IS NOT NULL AND NEW.contact_at IS NULL) OR (OLD.activity_on IS NOT NULL AND NEW.activity_on IS NULL)
  THEN
    RAISE EXCEPTION 'the dates of an owner are not taken back' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER owner_dates_no_way_back BEFORE UPDATE OR DELETE ON owner_dates FOR EACH ROW EXECUTE FUNCTION owner_dates_go_on();

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON owner_dates TO %I', role_name);
END $$;
