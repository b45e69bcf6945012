-- When the order or levy that a hold rests on was served: a day of the program's zone, so that no zone has it still to come.
ALTER TABLE holds
  ADD COLUMN served_on date,
  ADD CONSTRAINT holds_served_kinds CHECK (served_on IS NULL OR type IN ('court-or-levy', 'dispute', 'other')),
  ADD CONSTRAINT holds_served_by_now CHECK (served_on <= (placed_at AT TIME ZONE 'Etc/GMT-14')::date),
  ADD CONSTRAINT holds_served_before_expiry CHECK (served_on <= expires_on);

-- A hold is placed once and released once.
CREATE OR REPLACE FUNCTION holds_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.released_at IS NOT NULL
    OR (OLD.id, OLD.program, OLD.account_id, OLD.type, OLD.reference, OLD.note, OLD.placed_by, OLD.placed_by_name, OLD.placed_at, OLD.served_on, OLD.expires_on, OLD.release_by_two)
      IS DISTINCT FROM (NEW.id, NEW.program, NEW.account_id, NEW.type, NEW.reference, NEW.note, NEW.placed_by, NEW.placed_by_name, NEW.placed_at, NEW.served_on, NEW.expires_on, NEW.release_by_two)
  THEN
    RAISE EXCEPTION 'a hold is kept as it was placed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER holds_no_truncate BEFORE TRUNCATE ON holds FOR EACH STATEMENT EXECUTE FUNCTION holds_are_kept();

-- What the account's page shows as released.
CREATE INDEX holds_released ON holds (program, account_id, released_at DESC) WHERE released_at IS NOT NULL;
