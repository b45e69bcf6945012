-- An account is opened once: two openings whose answers were lost cannot both be settled with the same one.
CREATE UNIQUE INDEX commands_one_opening ON commands (program, account_id) WHERE name = 'open-account' AND status = 'succeeded';
