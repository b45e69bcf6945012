-- How many accounts the same person had acted on alone when it was found out whether a second person is needed.
ALTER TABLE bulk_runs ADD COLUMN done_before integer NOT NULL DEFAULT 0;

-- A person's own exceptions.
CREATE INDEX agreement_exceptions_own ON agreement_exceptions (program, owner, first_seen_at, id) WHERE resolved_at IS NULL;

-- The check before took a decision that is not there for one that lets it run.
ALTER TABLE bulk_runs DROP CONSTRAINT bulk_runs_check2;
ALTER TABLE bulk_runs ADD CONSTRAINT bulk_runs_second_person CHECK (status NOT IN ('running', 'done') OR NOT needs_second OR decision IS NOT DISTINCT FROM 'approved');
