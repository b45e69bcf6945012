-- What stands beside a closing, a correction or a closure made elsewhere once it has begun: until when it is kept, the
-- calls, what is left to do, what came afterwards, and legal holds.
CREATE TABLE closure_records (
  -- The process, or the closure made elsewhere.
  id           uuid PRIMARY KEY,
  program      text COLLATE "C" NOT NULL,
  account_id   text COLLATE "C" NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('closing', 'correction', 'elsewhere')),
  begun_at     timestamptz(3) NOT NULL DEFAULT now(),
  -- Days of the program's business zone: when it ended, and the last on which the customer was notified.
  ended_on     date,
  notified_on  date,
  -- The last day on which it must be there; null until it has ended.
  retain_until date,
  CHECK ((ended_on IS NULL) = (retain_until IS NULL))
);
CREATE INDEX closure_records_account ON closure_records (program, account_id, begun_at DESC);
CREATE INDEX closure_records_kept_until ON closure_records (program, retain_until, id) WHERE retain_until IS NOT NULL;
CREATE INDEX closure_records_open ON closure_records (program, id) WHERE ended_on IS NULL;

CREATE FUNCTION closure_record_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_ARGV[0] = 'elsewhere' THEN
    INSERT INTO closure_records (id, program, account_id, kind, begun_at) VALUES (NEW.id, NEW.program, NEW.account_id, 'elsewhere', NEW.seen_at);
  ELSIF TG_ARGV[0] = 'closing' THEN
    INSERT INTO closure_records (id, program, account_id, kind, begun_at) VALUES (NEW.process_id, NEW.program, NEW.account_id, 'closing', NEW.requested_at);
  ELSE
    INSERT INTO closure_records (id, program, account_id, kind, begun_at) VALUES (NEW.process_id, NEW.program, NEW.account_id, 'correction', NEW.started_at);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER closures_have_a_record AFTER INSERT ON closures FOR EACH ROW EXECUTE FUNCTION closure_record_begins('closing');
CREATE TRIGGER corrections_have_a_record AFTER INSERT ON corrections FOR EACH ROW EXECUTE FUNCTION closure_record_begins('correction');
CREATE TRIGGER closures_elsewhere_have_a_record AFTER INSERT ON closures_elsewhere FOR EACH ROW EXECUTE FUNCTION closure_record_begins('elsewhere');

-- A record is kept longer by a later letter or another setting, never shorter.
CREATE FUNCTION closure_record_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.retain_until IS NOT NULL AND (NEW.retain_until IS NULL OR NEW.retain_until < OLD.retain_until) THEN
    RAISE EXCEPTION 'the retention of a record is never shortened' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closure_records_kept BEFORE UPDATE ON closure_records FOR EACH ROW EXECUTE FUNCTION closure_record_is_kept();

INSERT INTO closure_records (id, program, account_id, kind, begun_at)
  SELECT process_id, program, account_id, 'closing', requested_at FROM closures
  UNION ALL SELECT process_id, program, account_id, 'correction', started_at FROM corrections
  UNION ALL SELECT id, program, account_id, 'elsewhere', seen_at FROM closures_elsewhere;

-- The writes at Lead of a closing or correction, as the call log had them: that one is kept for a time only.
CREATE TABLE closure_calls (
  call_id         uuid PRIMARY KEY,
  record_id       uuid NOT NULL REFERENCES closure_records,
  command_id      uuid NOT NULL,
  step            text,
  method          text NOT NULL,
  path            text NOT NULL,
  idempotency_key text,
  status          integer,
  outcome         text NOT NULL,
  tries           integer NOT NULL,
  started_at      timestamptz(3) NOT NULL,
  duration_ms     integer NOT NULL,
  lead_request_id text,
  request         jsonb,
  response        jsonb
);
CREATE INDEX closure_calls_record ON closure_calls (record_id, started_at);
INSERT INTO closure_calls
  SELECT call.id, command.process_id, call.command_id, command.step, call.method, call.path, call.idempotency_key, call.status, call.outcome, call.tries,
    call.started_at, call.duration_ms, call.lead_request_id, call.request, call.response
  FROM lead_calls call
  JOIN commands command ON command.id = call.command_id
  JOIN closure_records record ON record.id = command.process_id
  WHERE call.method <> 'GET';

-- What is left to do once Lead shows an account as closed, each with whose it is and by when.
CREATE TABLE closure_follow_ups (
  record_id        uuid NOT NULL REFERENCES closure_records,
  code             text NOT NULL,
  program          text COLLATE "C" NOT NULL,
  account_id       text COLLATE "C" NOT NULL,
  position         integer NOT NULL,
  owner            text NOT NULL,
  due_on           date NOT NULL,
  state            text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'not-applicable')),
  -- The day on which it was done, where it was.
  done_on          date,
  note             text,
  settled_by       text,
  settled_by_name  text,
  settled_by_roles text[],
  settled_at       timestamptz(3),
  PRIMARY KEY (record_id, code),
  CHECK ((state = 'open') = (settled_at IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL) AND (settled_at IS NULL) = (settled_by_name IS NULL)),
  CHECK ((state = 'done') = (done_on IS NOT NULL)),
  CHECK (state <> 'not-applicable' OR note IS NOT NULL)
);
CREATE INDEX closure_follow_ups_open ON closure_follow_ups (program, due_on, record_id, position) WHERE state = 'open';
CREATE INDEX closure_follow_ups_account ON closure_follow_ups (program, account_id) WHERE state = 'open';

-- The account numbers of the holders, asked for again after the closing.
CREATE TABLE closure_number_reads (
  id            uuid PRIMARY KEY,
  record_id     uuid NOT NULL REFERENCES closure_records,
  program       text COLLATE "C" NOT NULL,
  account_id    text COLLATE "C" NOT NULL,
  round         text NOT NULL CHECK (round IN ('day-1', 'day-10', 'asked')),
  asked_by      text,
  asked_by_name text,
  due_at        timestamptz(3) NOT NULL,
  state         text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dropped')),
  tries         integer NOT NULL DEFAULT 0,
  next_look_at  timestamptz(3) NOT NULL,
  leased_by     uuid,
  leased_until  timestamptz(3),
  read_at       timestamptz(3),
  -- When Lead's list of numbers was last read to its end: a number that is younger may be missing here.
  list_read_at  timestamptz(3),
  -- [{ id, lastFour, status, holderId, settlesHere }]
  numbers       jsonb,
  active        integer,
  CHECK ((state = 'done') = (read_at IS NOT NULL AND numbers IS NOT NULL AND active IS NOT NULL)),
  CHECK ((round = 'asked') = (asked_by IS NOT NULL) AND (asked_by IS NULL) = (asked_by_name IS NULL))
);
CREATE UNIQUE INDEX closure_number_reads_once ON closure_number_reads (record_id, round) WHERE round <> 'asked' OR state = 'waiting';
CREATE INDEX closure_number_reads_due ON closure_number_reads (program, next_look_at) WHERE state = 'waiting';

-- What came after the closing; never changed and never taken back.
CREATE TABLE closure_addenda (
  id               uuid PRIMARY KEY,
  record_id        uuid NOT NULL REFERENCES closure_records,
  program          text COLLATE "C" NOT NULL,
  account_id       text COLLATE "C" NOT NULL,
  kind             text NOT NULL CHECK (kind IN ('returned-mail', 'reasons-requested', 'reasons-given', 'customer-statement', 'other')),
  -- The day of the business zone on which it happened.
  happened_on      date NOT NULL,
  text             text NOT NULL,
  -- The request that the reasons were given to.
  answers          uuid REFERENCES closure_addenda,
  written_by       text NOT NULL,
  written_by_name  text NOT NULL,
  written_by_roles text[] NOT NULL,
  written_at       timestamptz(3) NOT NULL DEFAULT now(),
  CHECK ((kind = 'reasons-given') = (answers IS NOT NULL))
);
CREATE INDEX closure_addenda_record ON closure_addenda (record_id, written_at);
CREATE UNIQUE INDEX closure_addenda_answered_once ON closure_addenda (answers) WHERE answers IS NOT NULL;

-- Nothing under one is purged, however old it is. Who placed and who lifted it stays.
CREATE TABLE legal_holds (
  id              uuid PRIMARY KEY,
  record_id       uuid NOT NULL REFERENCES closure_records,
  program         text COLLATE "C" NOT NULL,
  account_id      text COLLATE "C" NOT NULL,
  reason          text NOT NULL,
  placed_by       text NOT NULL,
  placed_by_name  text NOT NULL,
  placed_by_roles text[] NOT NULL,
  placed_at       timestamptz(3) NOT NULL DEFAULT now(),
  lifted_by       text,
  lifted_by_name  text,
  lifted_by_roles text[],
  lifted_at       timestamptz(3),
  lift_reason     text,
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifted_by_name IS NULL) AND (lifted_at IS NULL) = (lift_reason IS NULL))
);
CREATE UNIQUE INDEX legal_holds_one_open ON legal_holds (record_id) WHERE lifted_at IS NULL;
CREATE INDEX legal_holds_record ON legal_holds (record_id, placed_at);

-- A purge, and nothing else, may remove what is final; see the function that does it.
CREATE FUNCTION closure_part_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('console.purging', true) = OLD.record_id::text THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'what was written after a closing is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER closure_addenda_final BEFORE UPDATE OR DELETE ON closure_addenda FOR EACH ROW EXECUTE FUNCTION closure_part_is_final();
CREATE TRIGGER closure_calls_final BEFORE UPDATE OR DELETE ON closure_calls FOR EACH ROW EXECUTE FUNCTION closure_part_is_final();
CREATE TRIGGER legal_holds_kept BEFORE DELETE ON legal_holds FOR EACH ROW EXECUTE FUNCTION closure_part_is_final();

CREATE FUNCTION legal_hold_is_lifted_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.lifted_at IS NOT NULL
    OR (NEW.id, NEW.record_id, NEW.program, NEW.account_id, NEW.reason, NEW.placed_by, NEW.placed_by_name, NEW.placed_by_roles, NEW.placed_at)
      IS DISTINCT FROM (OLD.id, OLD.record_id, OLD.program, OLD.account_id, OLD.reason, OLD.placed_by, OLD.placed_by_name, OLD.placed_by_roles, OLD.placed_at) THEN
    RAISE EXCEPTION 'a legal hold is lifted once, and nothing else of it changes' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER legal_holds_lifted_once BEFORE UPDATE ON legal_holds FOR EACH ROW EXECUTE FUNCTION legal_hold_is_lifted_once();

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE (ended_on, notified_on, retain_until) ON closure_records TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT ON closure_calls, closure_addenda TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON closure_follow_ups, closure_number_reads TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE (lifted_by, lifted_by_name, lifted_by_roles, lifted_at, lift_reason) ON legal_holds TO %I', role_name);
END $$;
