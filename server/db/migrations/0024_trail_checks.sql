-- The newest hash of each chain as it was given away, so that a chain that is cut or rewritten whole does not fit any more.
CREATE TABLE audit_anchors (
  chain       text COLLATE "C" NOT NULL,
  seq         bigint NOT NULL,
  hash        bytea NOT NULL,
  -- Where it went.
  target      text COLLATE "C" NOT NULL CHECK (target IN ('file', 'url')),
  anchored_at timestamptz(3) NOT NULL,
  PRIMARY KEY (chain, seq, target)
);
CREATE TRIGGER audit_anchors_no_change BEFORE UPDATE OR DELETE ON audit_anchors
  FOR EACH ROW EXECUTE FUNCTION audit_entries_are_final();
CREATE TRIGGER audit_anchors_no_truncate BEFORE TRUNCATE ON audit_anchors
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_are_final();

-- When each target has its turn, and why it failed last. Whoever holds the lease gives away; an expired one is taken over.
CREATE TABLE audit_anchor_targets (
  target       text COLLATE "C" PRIMARY KEY CHECK (target IN ('file', 'url')),
  next_at      timestamptz(3) NOT NULL DEFAULT now(),
  leased_by    uuid,
  leased_until timestamptz(3),
  failures     integer NOT NULL DEFAULT 0,
  problem      text,
  failed_at    timestamptz(3)
);

-- Walks over the trail that people asked for, and what they found.
CREATE TABLE audit_checks (
  -- The command that asked for it.
  id            uuid PRIMARY KEY,
  program       text COLLATE "C" NOT NULL,
  asked_by      text NOT NULL,
  asked_by_name text NOT NULL,
  asked_at      timestamptz(3) NOT NULL DEFAULT now(),
  status        text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'running', 'done')),
  leased_by     uuid,
  leased_until  timestamptz(3),
  -- Entries there were when it began, and how many of them have been read.
  total         bigint,
  checked       bigint NOT NULL DEFAULT 0,
  ended_at      timestamptz(3),
  -- [{ chain, entries, headHash, findings: [{ kind, seq, words }] }]
  reports       jsonb,
  CHECK ((status = 'done') = (ended_at IS NOT NULL) AND (status = 'done') = (reports IS NOT NULL))
);
CREATE UNIQUE INDEX audit_checks_one ON audit_checks (program) WHERE status <> 'done';
CREATE INDEX audit_checks_recent ON audit_checks (program, asked_at DESC, id DESC);

-- Each filter of the activity reads in the list's own order.
CREATE INDEX audit_entries_action ON audit_entries (program, action, at DESC, seq DESC);
CREATE INDEX audit_entries_outcome ON audit_entries (program, outcome, at DESC, seq DESC);
CREATE INDEX audit_entries_program_manager ON audit_entries (program, at DESC, seq DESC) WHERE actor_roles @> '{program_manager}';
CREATE INDEX audit_entries_compliance ON audit_entries (program, at DESC, seq DESC) WHERE actor_roles @> '{compliance}';
CREATE INDEX audit_entries_support ON audit_entries (program, at DESC, seq DESC) WHERE actor_roles @> '{support}';
CREATE INDEX audit_entries_auditor ON audit_entries (program, at DESC, seq DESC) WHERE actor_roles @> '{auditor}';
CREATE INDEX audit_entries_administrator ON audit_entries (program, at DESC, seq DESC) WHERE actor_roles @> '{administrator}';

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT ON audit_anchors TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON audit_anchor_targets, audit_checks TO %I', role_name);
END $$;
