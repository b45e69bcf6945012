-- Calls past their retention are found by age alone, also those of a program that is no longer configured.
CREATE INDEX lead_calls_age ON lead_calls (started_at);
