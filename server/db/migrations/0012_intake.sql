-- What comes in from outside: announcements of the partner's services, Lead's events, and the index of account numbers.

ALTER TABLE directory_entries DROP CONSTRAINT directory_entries_entered_by_check;
ALTER TABLE directory_entries ADD CONSTRAINT directory_entries_entered_by_check
  CHECK (entered_by IN ('opened', 'looked-up', 'seeded', 'imported', 'announced', 'account-number'));

CREATE TABLE announcements (
  id          uuid PRIMARY KEY,
  program     text COLLATE "C" NOT NULL,
  -- The caller's own key, or the hash of the body where it sent none.
  request_key text COLLATE "C" NOT NULL,
  body_hash   bytea NOT NULL,
  received_at timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (program, request_key)
);
CREATE INDEX announcements_age ON announcements (received_at);

CREATE TABLE announced_accounts (
  announcement_id uuid NOT NULL REFERENCES announcements ON DELETE CASCADE,
  account_id      text COLLATE "C" NOT NULL,
  program         text COLLATE "C" NOT NULL,
  -- Its row in the call, from 1.
  position        integer NOT NULL,
  state           text NOT NULL CHECK (state IN ('waiting', 'known', 'entered', 'refused')),
  reason          text,
  tries           integer NOT NULL DEFAULT 0,
  next_look_at    timestamptz(3) NOT NULL DEFAULT now(),
  leased_by       uuid,
  leased_until    timestamptz(3),
  settled_at      timestamptz(3),
  PRIMARY KEY (announcement_id, account_id),
  CHECK ((state = 'waiting') = (settled_at IS NULL))
);
CREATE INDEX announced_accounts_waiting ON announced_accounts (program, next_look_at, announcement_id, position) WHERE state = 'waiting';
CREATE INDEX announced_accounts_refused ON announced_accounts (program, settled_at DESC) WHERE state = 'refused';

-- A signature is good for one request; it is kept until its time has made it worthless.
CREATE TABLE announcement_signatures (
  program    text COLLATE "C" NOT NULL,
  signature  bytea NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  PRIMARY KEY (program, signature)
);
CREATE INDEX announcement_signatures_age ON announcement_signatures (expires_at);

-- What was turned away, counted by the hour: a flood makes one row larger, not the table.
CREATE TABLE intake_refusals (
  program  text COLLATE "C" NOT NULL,
  way      text COLLATE "C" NOT NULL,
  reason   text COLLATE "C" NOT NULL,
  hour     timestamptz(3) NOT NULL,
  refused  bigint NOT NULL,
  first_at timestamptz(3) NOT NULL DEFAULT now(),
  last_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (program, way, reason, hour)
);
CREATE INDEX intake_refusals_age ON intake_refusals (hour);

-- Of an event only this is kept; of an account number neither the number nor its controls.
CREATE TABLE lead_events (
  program     text COLLATE "C" NOT NULL,
  event_id    text COLLATE "C" NOT NULL,
  type        text COLLATE "C" NOT NULL,
  via         text NOT NULL CHECK (via IN ('webhook', 'list')),
  state       text NOT NULL CHECK (state IN ('waiting', 'indexed', 'not-needed', 'unknown-type', 'unreadable')),
  object_id   text COLLATE "C",
  number      jsonb,
  happened_at timestamptz(3),
  received_at timestamptz(3) NOT NULL DEFAULT now(),
  settled_at  timestamptz(3),
  PRIMARY KEY (program, event_id)
);
CREATE INDEX lead_events_waiting ON lead_events (program, received_at, event_id) WHERE state = 'waiting';
CREATE INDEX lead_events_odd ON lead_events (program, received_at DESC) WHERE state IN ('unknown-type', 'unreadable');
CREATE INDEX lead_events_age ON lead_events (received_at);

-- The number itself is never kept: a keyed hash to look it up, and its last four characters to show.
CREATE TABLE account_numbers (
  program            text COLLATE "C" NOT NULL,
  account_number_id  text COLLATE "C" NOT NULL,
  number_hash        bytea,
  last_four          text NOT NULL,
  status             text COLLATE "C" NOT NULL,
  entity_id          text COLLATE "C",
  client_customer_id text COLLATE "C",
  -- Where it settles to: often one pooled account of many customers, and then no customer's account.
  settles_to         text COLLATE "C",
  -- Lead knows that account and shows the number's own customer among its holders.
  is_own_account     boolean NOT NULL DEFAULT false,
  checked_at         timestamptz(3),
  lead_updated_at    timestamptz(3) NOT NULL,
  read_at            timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (program, account_number_id)
);
CREATE INDEX account_numbers_hash ON account_numbers (program, number_hash) WHERE number_hash IS NOT NULL;
CREATE INDEX account_numbers_entity ON account_numbers (program, entity_id) WHERE entity_id IS NOT NULL;
CREATE INDEX account_numbers_customer ON account_numbers (program, client_customer_id) WHERE client_customer_id IS NOT NULL;
CREATE INDEX account_numbers_unchecked ON account_numbers (program, settles_to) WHERE checked_at IS NULL;

-- What Lead says of the accounts that numbers settle to, asked once for all numbers of one account.
CREATE TABLE settlement_accounts (
  program      text COLLATE "C" NOT NULL,
  account_id   text COLLATE "C" NOT NULL,
  -- [{ entityId, clientCustomerId }]; null where Lead does not know the account.
  holders      jsonb,
  asked_at     timestamptz(3),
  has_unchecked boolean NOT NULL DEFAULT true,
  tries        integer NOT NULL DEFAULT 0,
  next_look_at timestamptz(3) NOT NULL DEFAULT now(),
  leased_by    uuid,
  leased_until timestamptz(3),
  PRIMARY KEY (program, account_id)
);
CREATE INDEX settlement_accounts_due ON settlement_accounts (program, next_look_at) WHERE has_unchecked;

-- The place in each of Lead's lists that is walked page by page, so that a walk goes on where it was.
CREATE TABLE lead_walks (
  program      text COLLATE "C" NOT NULL,
  list         text COLLATE "C" NOT NULL CHECK (list IN ('events', 'account-numbers')),
  -- Of the walk under way: from which time on, after which id, and the newest time met.
  since        timestamptz(3),
  after        text COLLATE "C",
  newest       timestamptz(3),
  begun_at     timestamptz(3),
  -- Of the walks that came to their end.
  reached      timestamptz(3),
  finished_at  timestamptz(3),
  looked_at    timestamptz(3),
  next_look_at timestamptz(3) NOT NULL DEFAULT now(),
  tries        integer NOT NULL DEFAULT 0,
  problem      text,
  leased_by    uuid,
  leased_until timestamptz(3),
  PRIMARY KEY (program, list)
);

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON announcements, announced_accounts, announcement_signatures, intake_refusals, lead_events, account_numbers, settlement_accounts, lead_walks TO %I', role_name);
END $$;
