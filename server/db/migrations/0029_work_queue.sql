-- What compliance's queue looks for, found without reading what is done.
CREATE INDEX holds_running_out ON holds (program, expires_on) WHERE released_at IS NULL AND expires_on IS NOT NULL;
CREATE INDEX processes_given_up ON processes (program, finished_at) WHERE stage = 'given-up';
