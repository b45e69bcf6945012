-- A note of compliance alone is for compliance and auditors; nobody else learns that it exists.
ALTER TABLE notes ADD COLUMN audience text NOT NULL DEFAULT 'everyone' CHECK (audience IN ('everyone', 'compliance'));
