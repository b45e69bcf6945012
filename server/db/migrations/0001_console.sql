-- The directory, the commands, the audit trail and the sessions of the console.
-- The role that runs the console is named by the setting console.app_role; it owns nothing.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE sessions (
  id             uuid PRIMARY KEY,
  subject        text NOT NULL,
  name           text NOT NULL,
  email          text,
  groups         text[] NOT NULL,
  tokens         bytea NOT NULL,
  checked_at     timestamptz(3) NOT NULL DEFAULT now(),
  revoked_at     timestamptz(3),
  revoked_reason text,
  created_at     timestamptz(3) NOT NULL DEFAULT now(),
  expires_at     timestamptz(3) NOT NULL
);
CREATE INDEX sessions_expires ON sessions (expires_at);

CREATE TABLE directory_entries (
  program           text COLLATE "C" NOT NULL,
  account_id        text COLLATE "C" NOT NULL,
  client_account_id text COLLATE "C",
  application_id    text COLLATE "C",
  status            text COLLATE "C" NOT NULL,
  status_reason     text COLLATE "C",
  capabilities      text[] NOT NULL DEFAULT '{}',
  holder_type       text COLLATE "C",
  holder_count      integer NOT NULL DEFAULT 0,
  product_name      text NOT NULL DEFAULT '',
  -- Folded in TypeScript: ILIKE under COLLATE "C" knows ASCII alone.
  product_folded    text COLLATE "C" NOT NULL DEFAULT '',
  currency          text COLLATE "C",
  available_credit  bigint,
  credit_limit      bigint,
  max_limit         bigint,
  is_mla            boolean,
  scra_start        date,
  scra_end          date,
  has_notice        boolean NOT NULL DEFAULT false,
  metadata          jsonb NOT NULL DEFAULT '{}',
  -- Folded "key:value" pairs, for metadata search.
  metadata_pairs    text[] NOT NULL DEFAULT '{}',
  lead_created_at   timestamptz(3),
  lead_updated_at   timestamptz(3),
  closed_at         timestamptz(3),
  -- What lists sort on: Lead's updated_at, or the time of the read where Lead sent none.
  sorted_at         timestamptz(3) NOT NULL,
  body              jsonb NOT NULL,
  entered_at        timestamptz(3) NOT NULL DEFAULT now(),
  entered_by        text NOT NULL CHECK (entered_by IN ('opened', 'looked-up', 'seeded', 'imported', 'announced')),
  read_at           timestamptz(3) NOT NULL,
  -- A read that began before this is older than what we know and is ignored.
  written_at        timestamptz(3),
  -- Since when Lead no longer knows the id.
  missing_since     timestamptz(3),
  PRIMARY KEY (program, account_id)
);
CREATE INDEX directory_entries_updated ON directory_entries (program, sorted_at DESC, account_id DESC);
CREATE INDEX directory_entries_status ON directory_entries (program, status, status_reason, sorted_at DESC, account_id DESC);
CREATE INDEX directory_entries_client_id ON directory_entries (program, client_account_id) WHERE client_account_id IS NOT NULL;
CREATE INDEX directory_entries_application ON directory_entries (program, application_id) WHERE application_id IS NOT NULL;
CREATE INDEX directory_entries_product ON directory_entries USING gin (product_folded gin_trgm_ops);
CREATE INDEX directory_entries_metadata ON directory_entries USING gin (metadata_pairs);

CREATE TABLE directory_relationships (
  program           text COLLATE "C" NOT NULL,
  account_id        text COLLATE "C" NOT NULL,
  entity_id         text COLLATE "C" NOT NULL,
  relationship_type text COLLATE "C" NOT NULL,
  PRIMARY KEY (program, account_id, relationship_type, entity_id),
  FOREIGN KEY (program, account_id) REFERENCES directory_entries
);
CREATE INDEX directory_relationships_entity ON directory_relationships (program, entity_id, account_id);

-- Of a person only this is kept: no tax id, no birth date, no address.
CREATE TABLE entities (
  program            text COLLATE "C" NOT NULL,
  entity_id          text COLLATE "C" NOT NULL,
  client_customer_id text COLLATE "C",
  type               text COLLATE "C" NOT NULL,
  display_name       text NOT NULL,
  display_folded     text COLLATE "C" NOT NULL,
  -- KYC, OFAC, information request and role states as Lead last showed them.
  standing           jsonb NOT NULL DEFAULT '{}',
  read_at            timestamptz(3) NOT NULL,
  PRIMARY KEY (program, entity_id)
);
CREATE INDEX entities_customer ON entities (program, client_customer_id) WHERE client_customer_id IS NOT NULL;

-- Processes: several commands that belong together and go on where they were.
CREATE TABLE processes (
  id          uuid PRIMARY KEY,
  program     text COLLATE "C" NOT NULL,
  account_id  text COLLATE "C" NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('closing', 'inactive-reason', 'correction')),
  stage       text NOT NULL,
  plan        jsonb NOT NULL,
  plan_hash   bytea NOT NULL,
  problem     jsonb,
  started_by  text NOT NULL,
  started_by_name text NOT NULL,
  started_by_roles text[] NOT NULL,
  started_at  timestamptz(3) NOT NULL DEFAULT now(),
  -- Until when it may go on by itself; after that a person says so.
  runs_until  timestamptz(3),
  leased_until timestamptz(3),
  updated_at  timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz(3)
);
CREATE UNIQUE INDEX processes_one_open ON processes (program, account_id) WHERE finished_at IS NULL;
CREATE INDEX processes_due ON processes (leased_until) WHERE finished_at IS NULL;

CREATE TABLE commands (
  -- Also the Idempotency-Key at Lead.
  id             uuid PRIMARY KEY,
  program        text COLLATE "C" NOT NULL,
  name           text NOT NULL,
  account_id     text COLLATE "C",
  -- What may have one unsettled command at a time: the account, or the content of an opening.
  subject_key    text COLLATE "C" NOT NULL,
  process_id     uuid REFERENCES processes,
  step           text,
  attempt        integer NOT NULL DEFAULT 1,
  input          jsonb NOT NULL,
  -- Over program, verb, account and input; never over what the person had seen.
  input_hash     bytea NOT NULL,
  -- Exactly what is sent: method, path, body text. Null for a local command.
  request        jsonb,
  -- The account's body before, and what it should look like after, for settling and for the trail.
  before         jsonb,
  expected       jsonb,
  -- The digest of what the command relies on, read just before the intent was recorded.
  relied_on      text,
  status         text NOT NULL CHECK (status IN ('pending', 'unconfirmed', 'needs-a-person', 'succeeded', 'rejected')),
  problem        jsonb,
  surprises      jsonb NOT NULL DEFAULT '[]',
  operator       text NOT NULL,
  operator_name  text NOT NULL,
  operator_roles text[] NOT NULL,
  sends          integer NOT NULL DEFAULT 0,
  first_sent_at  timestamptz(3),
  last_sent_at   timestamptz(3),
  -- Whoever holds the lease sends; an expired one is taken over.
  leased_by      uuid,
  leased_until   timestamptz(3),
  next_send_at   timestamptz(3),
  asked_at       timestamptz(3) NOT NULL DEFAULT now(),
  settled_at     timestamptz(3),
  settled_by     text,
  settled_how    text,
  settled_reason text,
  after          jsonb,
  CHECK ((status IN ('succeeded', 'rejected')) = (settled_at IS NOT NULL))
);
CREATE UNIQUE INDEX commands_one_unsettled ON commands (program, subject_key)
  WHERE status IN ('pending', 'unconfirmed', 'needs-a-person');
CREATE INDEX commands_due ON commands (leased_until) WHERE status IN ('pending', 'unconfirmed');
CREATE INDEX commands_account ON commands (program, account_id, asked_at DESC);
CREATE INDEX commands_operator ON commands (program, operator, asked_at DESC);
CREATE INDEX commands_process ON commands (process_id) WHERE process_id IS NOT NULL;

CREATE TABLE holds (
  id           uuid PRIMARY KEY,
  program      text COLLATE "C" NOT NULL,
  account_id   text COLLATE "C" NOT NULL,
  type         text NOT NULL CHECK (type IN ('court-or-levy', 'sanctions', 'fraud', 'deceased', 'dispute', 'returned-mail', 'restricted', 'other')),
  reference    text,
  note         text,
  placed_by    text NOT NULL,
  placed_by_name text NOT NULL,
  placed_at    timestamptz(3) NOT NULL DEFAULT now(),
  expires_on   date,
  released_by  text,
  released_by_name text,
  released_at  timestamptz(3),
  released_reason text,
  CHECK ((released_at IS NULL) = (released_by IS NULL))
);
CREATE INDEX holds_open ON holds (program, account_id) WHERE released_at IS NULL;

CREATE TABLE notes (
  id         uuid PRIMARY KEY,
  program    text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  text       text NOT NULL,
  author     text NOT NULL,
  author_name text NOT NULL,
  written_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX notes_account ON notes (program, account_id, written_at DESC);

CREATE TABLE audit_heads (
  chain text PRIMARY KEY,
  seq   bigint NOT NULL,
  hash  bytea NOT NULL
);

CREATE TABLE audit_entries (
  chain      text COLLATE "C" NOT NULL,
  seq        bigint NOT NULL,
  at         timestamptz(3) NOT NULL,
  program    text COLLATE "C",
  actor      text NOT NULL,
  actor_name text NOT NULL,
  actor_roles text[] NOT NULL,
  action     text COLLATE "C" NOT NULL,
  outcome    text COLLATE "C" NOT NULL,
  account_id text COLLATE "C",
  command_id uuid,
  process_id uuid,
  -- [{ path, old, new }]
  changes    jsonb NOT NULL DEFAULT '[]',
  details    jsonb NOT NULL DEFAULT '{}',
  -- What was hashed, byte for byte.
  canonical  text NOT NULL,
  previous   bytea NOT NULL,
  hash       bytea NOT NULL,
  PRIMARY KEY (chain, seq)
);
CREATE INDEX audit_entries_account ON audit_entries (program, account_id, at DESC, seq DESC);
CREATE INDEX audit_entries_recent ON audit_entries (program, at DESC, seq DESC);
CREATE INDEX audit_entries_actor ON audit_entries (program, actor, at DESC, seq DESC);

CREATE FUNCTION audit_entries_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION audit_entries_are_final();
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_are_final();

CREATE TABLE lead_calls (
  id              uuid PRIMARY KEY,
  program         text COLLATE "C" NOT NULL,
  command_id      uuid,
  account_id      text COLLATE "C",
  operator        text,
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
CREATE INDEX lead_calls_recent ON lead_calls (program, started_at DESC, id);
CREATE INDEX lead_calls_command ON lead_calls (command_id) WHERE command_id IS NOT NULL;
CREATE INDEX lead_calls_account ON lead_calls (program, account_id, started_at DESC);

-- Owner-scoped, unaudited: what a person typed and has not sent, encrypted.
CREATE TABLE drafts (
  owner      text NOT NULL,
  program    text COLLATE "C" NOT NULL,
  form       text NOT NULL,
  -- Which account or which new form it belongs to.
  subject    text NOT NULL,
  content    bytea NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (owner, program, form, subject)
);

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON sessions, directory_entries, directory_relationships, entities, drafts TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON processes, commands, holds, audit_heads TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT ON notes, audit_entries TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, DELETE ON lead_calls TO %I', role_name);
END $$;
