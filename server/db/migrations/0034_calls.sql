-- Callers whom an agent hands over to compliance, what became of each, and how long calls take.
CREATE TABLE handovers (
  -- The command that handed over.
  id               uuid PRIMARY KEY,
  program          text COLLATE "C" NOT NULL,
  account_id       text COLLATE "C" NOT NULL,
  -- What the caller wants, in the agent's words.
  wants            text NOT NULL,
  -- How the caller was verified: { holderEntityId, verifiedBy, channel, at }; null where nobody was.
  contact          jsonb,
  -- The account as the directory had it: { status, statusReason, openHolds }.
  known            jsonb NOT NULL,
  handed_by        text COLLATE "C" NOT NULL,
  handed_by_name   text NOT NULL,
  handed_at        timestamptz(3) NOT NULL DEFAULT now(),
  -- Until when the caller may expect an answer, a business day of the program.
  answer_due       date NOT NULL,
  outcome          text COLLATE "C" CHECK (outcome IN ('reactivated', 'stays', 'contacting')),
  -- What the agent may tell the caller.
  tell             text,
  answered_by      text COLLATE "C",
  answered_by_name text,
  answered_at      timestamptz(3),
  CHECK (num_nulls(outcome, tell, answered_by, answered_by_name, answered_at) IN (0, 5))
);
CREATE UNIQUE INDEX handovers_one_open ON handovers (program, account_id) WHERE answered_at IS NULL;
CREATE INDEX handovers_due ON handovers (program, answer_due, id) WHERE answered_at IS NULL;
CREATE INDEX handovers_own ON handovers (program, handed_by, handed_at DESC);
CREATE INDEX handovers_account ON handovers (program, account_id, handed_at DESC);

-- What was handed over and what was answered stay as they were written.
CREATE FUNCTION handovers_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.answered_at IS NOT NULL
    OR (OLD.id, OLD.program, OLD.account_id, OLD.wants, OLD.contact, OLD.known, OLD.handed_by, OLD.handed_by_name, OLD.handed_at, OLD.answer_due)
      IS DISTINCT FROM (NEW.id, NEW.program, NEW.account_id, NEW.wants, NEW.contact, NEW.known, NEW.handed_by, NEW.handed_by_name, NEW.handed_at, NEW.answer_due)
  THEN
    RAISE EXCEPTION 'what was handed over is kept' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER handovers_no_change BEFORE UPDATE OR DELETE ON handovers FOR EACH ROW EXECUTE FUNCTION handovers_are_kept();

-- How long calls take: a figure of the program, which names neither an agent nor an account.
CREATE TABLE call_times (
  id       uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  program  text COLLATE "C" NOT NULL,
  -- The program's business day; no time of day.
  day      date NOT NULL,
  outcome  text COLLATE "C" NOT NULL CHECK (outcome IN ('reactivated', 'handed-over', 'answered')),
  seconds  integer NOT NULL CHECK (seconds BETWEEN 0 AND 7200)
);
CREATE INDEX call_times_day ON call_times (program, day);

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF coalesce(role_name, '') = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON handovers TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT ON call_times TO %I', role_name);
END $$;
