-- Trigrams end at a space: "ann a" would lead to every Ann, whose own name begins with an "a". With a digit for each
-- space they run across it, and lead to hardly more than what is looked for. What is found is compared as it stands.
DROP INDEX entities_name_text;
CREATE INDEX entities_name_text ON entities USING gin (translate(display_folded, ' ', '0') gin_trgm_ops);
DROP INDEX directory_entries_metadata_text;
CREATE INDEX directory_entries_metadata_text ON directory_entries USING gin (translate(metadata_text, ' ', '0') gin_trgm_ops);
