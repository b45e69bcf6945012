-- The record of closing an account, of correcting a closure, and who let a process go on.

-- Each time a person lets a process go on: the first decision, and each renewal after it stopped.
-- The number is the attempt that the ids of its commands are made with.
CREATE TABLE process_decisions (
  process_id uuid NOT NULL REFERENCES processes,
  attempt    integer NOT NULL CHECK (attempt >= 1),
  subject    text NOT NULL,
  name       text NOT NULL,
  roles      text[] NOT NULL,
  comment    text,
  -- The account as it stood in what matters; a step goes on by itself only while this still holds.
  facts      jsonb NOT NULL,
  decided_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (process_id, attempt)
);

CREATE TABLE closures (
  process_id         uuid PRIMARY KEY REFERENCES processes,
  program            text COLLATE "C" NOT NULL,
  account_id         text COLLATE "C" NOT NULL,
  reason             text NOT NULL CHECK (reason IN ('client_closed', 'entity_closed', 'paid_off', 'charged_off', 'canceled')),
  -- The reason that was chosen before, where it was changed after reading Lead's own rule.
  reason_before      text,
  note               text,
  answers            jsonb NOT NULL,
  -- { canStillPost, stillPostReason?, acknowledged: { warning: reason } }
  statements         jsonb NOT NULL,
  determination      jsonb NOT NULL,
  action_taken_on    date NOT NULL,
  notice_needed      boolean NOT NULL,
  notice_due_on      date,
  -- { reasons: [{ code, text }], text, recipientEntityId, method, otherMethod? }
  notice             jsonb,
  -- The notice that Lead held when this was asked for, and whether it is the one for this closing.
  notice_found       jsonb,
  notice_is_this_one boolean,
  notice_older_reason text,
  -- SCRA, MLA, credit, holds and balance as they stood.
  facts              jsonb NOT NULL,
  account_before     jsonb NOT NULL,
  requested_by       text NOT NULL,
  requested_by_name  text NOT NULL,
  requested_by_roles text[] NOT NULL,
  requested_at       timestamptz(3) NOT NULL DEFAULT now(),
  decision           text CHECK (decision IN ('approved', 'declined')),
  decided_by         text,
  decided_by_name    text,
  decided_by_roles   text[],
  decided_at         timestamptz(3),
  decision_comment   text,
  -- When the letter was delivered or mailed; noon or the nearest possible time where only the day is known.
  delivered_at       timestamptz(3),
  delivered_on       date,
  delivered_time_known boolean,
  letter_by          text,
  letter_by_name     text,
  letter_by_roles    text[],
  letter_recorded_at timestamptz(3),
  recorded_at        timestamptz(3),
  record_command_id  uuid REFERENCES commands,
  close_command_id   uuid REFERENCES commands,
  closed_at          timestamptz(3),
  account_after      jsonb,
  abandoned_by       text,
  abandoned_by_name  text,
  abandoned_by_roles text[],
  abandoned_at       timestamptz(3),
  abandon_reason     text,
  -- { on, text }
  corrective_letter  jsonb,
  CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL)),
  CHECK (delivered_at IS NULL OR (decision = 'approved' AND delivered_at >= decided_at)),
  CHECK ((delivered_at IS NULL) = (letter_by IS NULL)),
  CHECK ((abandoned_at IS NULL) = (abandoned_by IS NULL)),
  CHECK (closed_at IS NULL OR abandoned_at IS NULL),
  CHECK (abandoned_at IS NULL OR delivered_at IS NULL OR corrective_letter IS NOT NULL)
);
CREATE INDEX closures_account ON closures (program, account_id, requested_at DESC);
CREATE INDEX closures_due ON closures (program, notice_due_on) WHERE notice_needed AND delivered_at IS NULL;

CREATE TABLE corrections (
  process_id        uuid PRIMARY KEY REFERENCES processes,
  program           text COLLATE "C" NOT NULL,
  account_id        text COLLATE "C" NOT NULL,
  -- The whole plan as a person confirmed it is in processes.plan.
  error_class       text NOT NULL,
  found_by          text NOT NULL,
  found_on          date NOT NULL,
  true_closed_on    date,
  target            text NOT NULL CHECK (target IN ('active', 'closed-again')),
  reason_before     text,
  closed_at_before  timestamptz(3),
  notice_before     jsonb,
  account_before    jsonb NOT NULL,
  reopened_at       timestamptz(3),
  reason_after      text,
  closed_at_after   timestamptz(3),
  account_after     jsonb,
  given_up_at       timestamptz(3),
  given_up_reason   text,
  started_at        timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX corrections_account ON corrections (program, account_id, started_at DESC);

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON closures, corrections TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT ON process_decisions TO %I', role_name);
END $$;
