-- Search by a part of a product's name, of a holder's name and of a metadata value.

-- The values of folded "key:value" pairs, one a line.
CREATE FUNCTION metadata_values(pairs text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_string(ARRAY(SELECT substr(pair, strpos(pair, ':') + 1) FROM unnest(pairs) AS pair), E'\n')
$$;

CREATE INDEX directory_summary_product_text ON directory_summary USING gin (product gin_trgm_ops);
CREATE INDEX directory_entries_metadata_text ON directory_entries USING gin (metadata_values(metadata_pairs) gin_trgm_ops) WHERE metadata_pairs <> '{}';
CREATE INDEX entities_name_text ON entities USING gin (display_folded gin_trgm_ops);
