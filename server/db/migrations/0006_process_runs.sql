-- Whose lease it is: a runner that was silent for too long changes nothing any more.
ALTER TABLE processes ADD COLUMN leased_by uuid;
-- When the worker looks again at what waits for Lead, and for the how-manieth time it waits.
ALTER TABLE processes ADD COLUMN next_look_at timestamptz(3);
ALTER TABLE processes ADD COLUMN waits integer NOT NULL DEFAULT 0;

DROP INDEX processes_due;
CREATE INDEX processes_due ON processes (program, next_look_at) WHERE finished_at IS NULL;
