-- The death of a holder: a case from the report to its outcome, and the steps of each in the order in which they were done.
CREATE TABLE deceased_cases (
  -- The command that reported it.
  id             uuid PRIMARY KEY,
  program        text COLLATE "C" NOT NULL,
  account_id     text COLLATE "C" NOT NULL,
  -- The holder who is said to have died.
  entity_id      text COLLATE "C" NOT NULL,
  -- Who told it and how, in the operator's words; plain days of the program's zone.
  told_by        text NOT NULL,
  told_on        date NOT NULL,
  died_on        date,
  hold_id        uuid NOT NULL REFERENCES holds,
  opened_by      text COLLATE "C" NOT NULL,
  opened_by_name text NOT NULL,
  opened_at      timestamptz(3) NOT NULL DEFAULT now(),
  outcome        text COLLATE "C" CHECK (outcome IN ('holder-removed', 'account-closed', 'mistaken')),
  comment        text,
  ended_by       text COLLATE "C",
  ended_by_name  text,
  ended_at       timestamptz(3),
  -- The last business day on which what is kept of the estate must be there.
  retain_until   date,
  CHECK (died_on <= told_on),
  CHECK (num_nulls(outcome, comment, ended_by, ended_by_name, ended_at, retain_until) IN (0, 6))
);
CREATE UNIQUE INDEX deceased_cases_one_open ON deceased_cases (program, account_id, entity_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX deceased_cases_one_hold ON deceased_cases (hold_id) WHERE ended_at IS NULL;
CREATE INDEX deceased_cases_account ON deceased_cases (program, account_id, opened_at DESC);
CREATE INDEX deceased_cases_open ON deceased_cases (program, opened_at, id) WHERE ended_at IS NULL;

CREATE TABLE deceased_steps (
  case_id    uuid NOT NULL REFERENCES deceased_cases,
  -- Of several of one kind the last one counts.
  position   integer NOT NULL CHECK (position > 0),
  kind       text COLLATE "C" NOT NULL CHECK (kind IN ('proof', 'survivors', 'estate')),
  command_id uuid NOT NULL UNIQUE,
  -- Of a proof the evidence that was accepted; of the survivors who was told: [{ entityId, problems }].
  evidence   uuid[],
  told       jsonb,
  -- What the proof is, how the survivors were told, or why no contact is needed.
  words      text,
  -- Who speaks for the estate: { name, relation, reach, reference? }; for compliance and auditors, and only for a time.
  contact    jsonb,
  purged_at  timestamptz(3),
  by_subject text COLLATE "C" NOT NULL,
  by_name    text NOT NULL,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (case_id, position),
  CHECK ((kind = 'proof') = (evidence IS NOT NULL) AND (kind = 'survivors') = (told IS NOT NULL)),
  CHECK (kind = 'estate' OR words IS NOT NULL),
  CHECK (kind = 'estate' OR num_nonnulls(contact, purged_at) = 0),
  CHECK (kind <> 'estate' OR purged_at IS NOT NULL OR num_nonnulls(contact, words) = 1)
);

-- A case begins on a hold of its own kind and account. Only its end is added, once, and never says what Lead does not show.
CREATE FUNCTION deceased_cases_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.ended_at IS NULL AND EXISTS (
      SELECT FROM holds WHERE id = NEW.hold_id AND program = NEW.program AND account_id = NEW.account_id AND type = 'deceased' AND released_at IS NULL
    ) THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a case of a deceased holder begins open, on an open hold of this kind' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP <> 'UPDATE' OR OLD.ended_at IS NOT NULL
    OR (OLD.id, OLD.program, OLD.account_id, OLD.entity_id, OLD.told_by, OLD.told_on, OLD.died_on, OLD.hold_id, OLD.opened_by, OLD.opened_by_name, OLD.opened_at)
      IS DISTINCT FROM (NEW.id, NEW.program, NEW.account_id, NEW.entity_id, NEW.told_by, NEW.told_on, NEW.died_on, NEW.hold_id, NEW.opened_by, NEW.opened_by_name, NEW.opened_at)
  THEN
    RAISE EXCEPTION 'a case of a deceased holder is kept as it was reported' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.outcome = 'holder-removed' AND EXISTS (
    SELECT FROM directory_relationships
    WHERE program = NEW.program AND account_id = NEW.account_id AND entity_id = NEW.entity_id AND relationship_type = 'account_holder'
  ) THEN
    RAISE EXCEPTION 'the holder is still on the account' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.outcome = 'account-closed' AND NOT EXISTS (
    SELECT FROM directory_entries WHERE program = NEW.program AND account_id = NEW.account_id AND status = 'closed'
  ) THEN
    RAISE EXCEPTION 'the account is not closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deceased_cases_no_change BEFORE INSERT OR UPDATE OR DELETE ON deceased_cases FOR EACH ROW EXECUTE FUNCTION deceased_cases_are_kept();

-- Steps are added while the case is open. All that goes from one is the estate's contact, once its time has passed.
CREATE FUNCTION deceased_steps_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND EXISTS (SELECT FROM deceased_cases WHERE id = NEW.case_id AND ended_at IS NULL) THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND OLD.kind = 'estate' AND OLD.purged_at IS NULL AND NEW.purged_at IS NOT NULL AND num_nonnulls(NEW.contact, NEW.words) = 0
    AND (OLD.case_id, OLD.position, OLD.kind, OLD.command_id, OLD.by_subject, OLD.by_name, OLD.at)
      IS NOT DISTINCT FROM (NEW.case_id, NEW.position, NEW.kind, NEW.command_id, NEW.by_subject, NEW.by_name, NEW.at)
    AND EXISTS (SELECT FROM deceased_cases WHERE id = OLD.case_id AND retain_until < day_that_has_passed())
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a step of a case is kept as it was done' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER deceased_steps_no_change BEFORE INSERT OR UPDATE OR DELETE ON deceased_steps FOR EACH ROW EXECUTE FUNCTION deceased_steps_are_kept();

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF coalesce(role_name, '') = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE (outcome, comment, ended_by, ended_by_name, ended_at, retain_until) ON deceased_cases TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE (contact, words, purged_at) ON deceased_steps TO %I', role_name);
END $$;
