-- Holds that two people release: what was served on the program, and possible matches with sanctions lists.
ALTER TABLE holds
  ADD COLUMN release_by_two  boolean NOT NULL DEFAULT false,
  -- The command that released it; where two had to agree, it names both.
  ADD COLUMN release_command uuid,
  ADD CHECK (release_command IS NULL OR released_at IS NOT NULL);
UPDATE holds SET release_by_two = true WHERE type IN ('court-or-levy', 'sanctions') AND released_at IS NULL;

-- A hold is placed once and released once.
CREATE FUNCTION holds_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR OLD.released_at IS NOT NULL
    OR (OLD.id, OLD.program, OLD.account_id, OLD.type, OLD.reference, OLD.note, OLD.placed_by, OLD.placed_by_name, OLD.placed_at, OLD.expires_on, OLD.release_by_two)
      IS DISTINCT FROM (NEW.id, NEW.program, NEW.account_id, NEW.type, NEW.reference, NEW.note, NEW.placed_by, NEW.placed_by_name, NEW.placed_at, NEW.expires_on, NEW.release_by_two)
  THEN
    RAISE EXCEPTION 'a hold is kept as it was placed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER holds_no_change BEFORE UPDATE OR DELETE ON holds FOR EACH ROW EXECUTE FUNCTION holds_are_kept();

-- At the commit, since the command that releases is written in the same transaction.
CREATE FUNCTION holds_released_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM commands c
    WHERE c.id = NEW.release_command AND c.program = NEW.program AND c.account_id = NEW.account_id AND c.name = 'release-hold'
      AND c.operator = NEW.released_by AND c.approver IS NOT NULL AND c.approver <> c.operator
  ) THEN
    RAISE EXCEPTION 'two people release this hold' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER holds_by_two AFTER UPDATE ON holds DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.release_by_two AND NEW.released_at IS NOT NULL) EXECUTE FUNCTION holds_released_by_two();
