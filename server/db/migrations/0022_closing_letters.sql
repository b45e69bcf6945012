-- The letters of a closing as they were drafted when it was asked for: one for each recipient, without name and address.
ALTER TABLE closures
  -- [{ entityId, paragraphs: [{ part, text, lines? }] }]
  ADD COLUMN letters      jsonb,
  -- Of each recipient's id and text in their order, in hex; what was approved and what is printed has this one.
  ADD COLUMN letters_hash text COLLATE "C" CHECK (letters_hash ~ '^[0-9a-f]{64}$'),
  -- What the notice had and lacked then: [{ code, label, source, state, says }]
  ADD COLUMN checklist    jsonb,
  ADD CONSTRAINT closures_letters_whole CHECK (num_nonnulls(letters, letters_hash, checklist) IN (0, 3)),
  ADD CONSTRAINT closures_letters_of_notice CHECK (letters IS NULL OR notice IS NOT NULL);

-- What another person approves is what was drafted, and what is printed is what they approved.
CREATE FUNCTION closing_letters_are_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the letters of a closing do not change once it was asked for' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER closures_letters_fixed BEFORE UPDATE ON closures FOR EACH ROW
  WHEN ((OLD.letters, OLD.letters_hash, OLD.checklist, OLD.notice) IS DISTINCT FROM (NEW.letters, NEW.letters_hash, NEW.checklist, NEW.notice))
  EXECUTE FUNCTION closing_letters_are_fixed();
