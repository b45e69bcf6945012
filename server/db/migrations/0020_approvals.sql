-- What a second person was asked to agree to: exactly what, by whom, and what became of it. Kept for good.
CREATE TABLE approvals (
  -- The command that is done once it is approved, under this very id; of a closing its process.
  id               uuid PRIMARY KEY,
  program          text COLLATE "C" NOT NULL,
  kind             text COLLATE "C" NOT NULL,
  -- What may have one open request at a time: the account, where the command says nothing else.
  subject          text COLLATE "C" NOT NULL,
  -- The command that asked.
  name             text COLLATE "C" NOT NULL,
  account_id       text COLLATE "C",
  process_id       uuid,
  input            jsonb NOT NULL,
  -- Over program, verb, account and input; what is approved is exactly this.
  input_hash       bytea NOT NULL,
  -- The call as it goes to Lead, where it is one.
  request          jsonb,
  -- The account as it stood, and the digest of what of it was relied on.
  before           jsonb,
  seen             text,
  -- What the approver is shown: [{ path, old, new }], the requester's own words, and what stands against it.
  changes          jsonb NOT NULL DEFAULT '[]',
  details          jsonb NOT NULL DEFAULT '{}',
  warnings         jsonb NOT NULL DEFAULT '[]',
  -- The permission of whoever decides, and whether that is another person than who asked.
  needs            text COLLATE "C" NOT NULL,
  second_person    boolean NOT NULL,
  requester        text COLLATE "C" NOT NULL,
  requester_name   text NOT NULL,
  requester_roles  text[] NOT NULL,
  state            text COLLATE "C" NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'approved', 'executed', 'declined', 'withdrawn', 'expired', 'renew-needed')),
  approver         text COLLATE "C",
  approver_name    text,
  approver_roles   text[],
  decided_at       timestamptz(3),
  -- The approver's words.
  comment          text,
  withdrawn_by     text,
  withdrawn_by_name text,
  -- Why it must be asked for anew, or what held it up.
  problem          jsonb,
  asked_at         timestamptz(3) NOT NULL DEFAULT now(),
  remind_at        timestamptz(3) NOT NULL,
  reminded_at      timestamptz(3),
  expires_at       timestamptz(3) NOT NULL,
  -- When the worker may carry it out, where whoever approved did not.
  next_try_at      timestamptz(3),
  tries            integer NOT NULL DEFAULT 0,
  ended_at         timestamptz(3),
  CONSTRAINT approvals_another_person CHECK (NOT second_person OR approver IS NULL OR approver <> requester),
  CONSTRAINT approvals_commands_need_two CHECK (second_person OR kind = 'closing'),
  CHECK ((approver IS NULL) = (decided_at IS NULL) AND (approver IS NULL) = (approver_name IS NULL)),
  CHECK (approver IS NOT NULL OR state NOT IN ('approved', 'executed', 'declined')),
  CHECK ((withdrawn_by IS NOT NULL) = (state = 'withdrawn')),
  -- A closing that is approved goes on as a process; a command is carried out.
  CHECK ((ended_at IS NULL) = (state = 'waiting' OR (state = 'approved' AND kind <> 'closing')))
);
CREATE UNIQUE INDEX approvals_one_open ON approvals (program, subject) WHERE ended_at IS NULL;
CREATE INDEX approvals_recent ON approvals (program, asked_at DESC, id DESC);
CREATE INDEX approvals_waiting ON approvals (program, asked_at) WHERE state = 'waiting';
CREATE INDEX approvals_to_do ON approvals (program, next_try_at) WHERE state = 'approved' AND ended_at IS NULL;
CREATE INDEX approvals_own ON approvals (program, requester, asked_at DESC);
CREATE INDEX approvals_account ON approvals (program, account_id, asked_at DESC);
CREATE INDEX approvals_process ON approvals (process_id) WHERE process_id IS NOT NULL;

-- What was asked for, who asked and who decided stay as they were written.
CREATE FUNCTION approvals_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'approvals are kept' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (OLD.id, OLD.program, OLD.kind, OLD.subject, OLD.name, OLD.account_id, OLD.process_id, OLD.input, OLD.input_hash, OLD.request, OLD.before, OLD.seen, OLD.changes,
      OLD.details, OLD.warnings, OLD.needs, OLD.second_person, OLD.requester, OLD.requester_name, OLD.requester_roles, OLD.asked_at)
    IS DISTINCT FROM
     (NEW.id, NEW.program, NEW.kind, NEW.subject, NEW.name, NEW.account_id, NEW.process_id, NEW.input, NEW.input_hash, NEW.request, NEW.before, NEW.seen, NEW.changes,
      NEW.details, NEW.warnings, NEW.needs, NEW.second_person, NEW.requester, NEW.requester_name, NEW.requester_roles, NEW.asked_at)
    OR (OLD.approver IS NOT NULL AND (OLD.approver, OLD.approver_name, OLD.decided_at, OLD.comment) IS DISTINCT FROM (NEW.approver, NEW.approver_name, NEW.decided_at, NEW.comment))
    OR (OLD.ended_at IS NOT NULL AND (OLD.state, OLD.ended_at) IS DISTINCT FROM (NEW.state, NEW.ended_at))
  THEN
    RAISE EXCEPTION 'what was asked for and decided does not change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approvals_no_change BEFORE UPDATE OR DELETE ON approvals FOR EACH ROW EXECUTE FUNCTION approvals_are_kept();
CREATE TRIGGER approvals_no_truncate BEFORE TRUNCATE ON approvals FOR EACH STATEMENT EXECUTE FUNCTION approvals_are_kept();

-- Who approved it, on the command itself.
ALTER TABLE commands
  ADD COLUMN approver text,
  ADD COLUMN approver_name text,
  ADD COLUMN approver_roles text[],
  ADD CONSTRAINT commands_another_person CHECK (approver IS NULL OR approver <> operator);

ALTER TABLE closures
  ADD COLUMN second_person boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT closures_another_person CHECK (NOT second_person OR decided_by IS NULL OR decided_by <> requested_by);

-- What is told outside, written with the fact and sent by the worker: ids and states, nothing of a person.
CREATE TABLE approval_notices (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  program      text COLLATE "C" NOT NULL,
  approval_id  uuid NOT NULL REFERENCES approvals,
  event        text COLLATE "C" NOT NULL,
  at           timestamptz(3) NOT NULL DEFAULT now(),
  tries        integer NOT NULL DEFAULT 0,
  next_try_at  timestamptz(3) NOT NULL DEFAULT now(),
  delivered_at timestamptz(3),
  given_up_at  timestamptz(3),
  -- What the last try was answered: a status, or why there was no answer.
  last_answer  text
);
CREATE INDEX approval_notices_due ON approval_notices (program, next_try_at) WHERE delivered_at IS NULL AND given_up_at IS NULL;

-- Closings that were asked for and not decided before there were requests; they wait a week from here.
UPDATE closures SET second_person = true
 WHERE decision IS NULL AND reason IN ('client_closed', 'charged_off') AND process_id IN (SELECT id FROM processes WHERE kind = 'closing' AND stage = 'requested');
INSERT INTO approvals (id, program, kind, subject, name, account_id, process_id, input, input_hash, needs, second_person, requester, requester_name, requester_roles, asked_at, remind_at, expires_at)
SELECT p.id, p.program, 'closing', p.account_id, 'request-closing', p.account_id, p.id, p.plan, p.plan_hash, 'decide-closing', c.second_person,
       c.requested_by, c.requested_by_name, c.requested_by_roles, c.requested_at, now() + interval '2 days', now() + interval '7 days'
  FROM processes p JOIN closures c ON c.process_id = p.id
 WHERE p.kind = 'closing' AND p.stage = 'requested' AND p.finished_at IS NULL;

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON approvals TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON approval_notices TO %I', role_name);
END $$;
