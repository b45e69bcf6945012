import type pg from "pg";

type Client = Pick<pg.Client, "query">;

type Options = {
  /** Another connection to the same database, to fill one table while the first fills another. */
  beside?: Client;
  onProgress?: (accounts: number) => void;
};

/** Rows in one statement. */
const chunk = 20_000;

/**
 * Fills one program of an empty directory with accounts that look like real ones: products decide capabilities and
 * holder types, closed accounts changed longest ago, protections and notices are rare, names and values repeat. The
 * same number gives the same accounts on every machine, but for what is counted from today. As the schema's owner:
 * indexes, foreign keys and what triggers keep are made once everything is there.
 */
export async function generateDirectory(client: Client, program: string, accounts: number, { beside = client, onProgress }: Options = {}): Promise<void> {
  const connections = [...new Set([client, beside])];
  for (const one of connections) await one.query("SET maintenance_work_mem = '256MB'; SET synchronous_commit = off");
  const { rows: later } = await client.query<{ remove: string; make: string }>(madeLater, [tables]);
  for (const { remove } of later) await client.query(remove);
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  const inChunks = async (one: Client, statements: readonly string[], done?: (accounts: number) => void) => {
    for (let first = 1; first <= accounts; first += chunk) {
      const last = Math.min(first + chunk - 1, accounts);
      for (const statement of statements) await one.query(statement, statement === insertAccounts ? [program, first, last, accounts] : [program, first, last]);
      done?.(last);
    }
  };
  await Promise.all([inChunks(client, [insertAccounts], onProgress), inChunks(beside, [insertEntities, insertRelationships, insertNumbers])]);
  await Promise.all([client.query(insertKeys), beside.query(insertBuckets).then(() => beside.query(insertSummary))]);
  await client.query(insertFigureChanges, [program]);
  await inTurns(connections, later.map(({ make }) => make));
  for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  await inTurns(connections, [...tables, "directory_buckets", "directory_summary"].map((table) => `VACUUM ANALYZE ${table}`));
}

/** Each connection takes the next statement as soon as it is free. */
async function inTurns(connections: readonly Client[], statements: readonly string[]): Promise<void> {
  const left = [...statements];
  await Promise.all(connections.map(async (one) => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await one.query(next);
  }));
}

const tables = ["directory_entries", "directory_keys", "directory_relationships", "entities", "account_numbers"];

/** Foreign keys last: they would wait for the indexes of their tables. */
const madeLater = `
  SELECT 'DROP INDEX ' || indexrelid::regclass AS remove, pg_get_indexdef(indexrelid) AS make, 1 AS turn
  FROM pg_index WHERE indrelid = ANY($1::text[]::regclass[]) AND NOT indisunique
  UNION ALL
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname), format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)), 2
  FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY($1::text[]::regclass[])
  ORDER BY turn`;

// As 0009_directory_keys.sql fills them from what is known.
const insertKeys = `
  INSERT INTO directory_keys (program, account_id, bucket, product, updated, created, closed, credit_limit, scra_start, scra_end, read_at, inactive_since)
  SELECT program, account_id, bucket, product, updated, created, closed, credit_limit, scra_start, scra_end, read_at, CASE WHEN status = 'inactive' THEN updated END FROM directory_entry_keys`;
// What was known a day ago, as 0031_figures.sql begins.
const insertFigureChanges = `
  INSERT INTO directory_figure_changes (program, at, accounts, bucket, created, closed, inactive_since, scra_start, scra_end)
  SELECT program, now() - interval '1 day', 1, bucket, created, closed, inactive_since, scra_start, scra_end FROM directory_keys WHERE program = $1`;
const insertBuckets = `
  INSERT INTO directory_buckets (program, bucket, status, status_reason, capabilities, holder_type, has_notice, has_scra)
  SELECT DISTINCT program, bucket, status, status_reason, capabilities, holder_type, has_notice, has_scra FROM directory_entry_keys`;
const insertSummary = `
  INSERT INTO directory_summary (program, product, bucket, product_name, accounts)
  SELECT program, product, bucket, min(product_name), count(*) FROM directory_entry_keys GROUP BY program, product, bucket`;

/** What is searched for exists in every size; these are of account 1. */
export const landmarks = {
  clientAccountId: "client-1",
  clientCustomerId: "customer-1",
  entityId: "entity_bench00000000000000000001",
  applicationId: "application_bench000000000000000001",
  /** Its hash is entered by who knows the key. */
  accountNumber: "900100200300",
};

/** A number from 0 to `n - 1` that looks like chance and is always the same: some of the digits of the account's digest. */
const pick = (place: number, n: number) => `(('x' || substr(digest, ${place}, 6))::bit(24)::int % ${n})`;

/** OFFSET 0 keeps each step from being worked out again wherever the next one names it. */
const insertAccounts = `
  INSERT INTO directory_entries (program, account_id, client_account_id, application_id, status, status_reason, capabilities, holder_type, holder_count,
    product_name, product_folded, currency, available_credit, credit_limit, scra_start, scra_end, has_notice, metadata, metadata_pairs,
    lead_created_at, lead_updated_at, closed_at, sorted_at, body, entered_by, read_at)
  SELECT $1, account_id, 'client-' || i, CASE WHEN is_credit THEN 'application_bench' || lpad(i::text, 18, '0') END,
    status, reason, capabilities, CASE WHEN product LIKE '%Business%' THEN 'commercial' ELSE 'consumer' END, 1,
    product, lower(product), CASE WHEN is_credit THEN 'USD' END, CASE WHEN is_credit THEN credit_limit / 2 END, CASE WHEN is_credit THEN credit_limit END,
    scra_start, CASE WHEN ${pick(2, 4)} > 0 THEN scra_start + 400 END, is_credit AND ${pick(3, 40)} = 0,
    metadata, ARRAY['branch:' || lower(branch), 'officer:' || lower(officer), 'ref:r' || i],
    created, updated, CASE WHEN status = 'closed' THEN updated END, updated,
    jsonb_build_object('id', account_id, 'client_account_id', 'client-' || i, 'status', status, 'status_reason', reason, 'capabilities', capabilities,
      'created_at', created, 'updated_at', updated, 'metadata', metadata, 'details', jsonb_build_object('product_name', product, 'documents', repeat('document ', 60))),
    'seeded', now() - ${pick(5, 14 * 86_400)} * interval '1 second'
  FROM (
    SELECT *, jsonb_build_object('branch', branch, 'officer', officer, 'ref', 'R' || i) AS metadata,
      CASE WHEN status = 'active' THEN 'active' WHEN status = 'inactive' THEN (ARRAY['dormant', 'dormant', 'frozen', 'other'])[1 + ${pick(7, 4)}]
        ELSE (ARRAY['paid_off', 'client_closed', 'charged_off', 'entity_closed', 'canceled'])[1 + ${pick(7, 5)}] END AS reason,
      CASE WHEN is_credit AND ${pick(9, 50)} = 0 THEN current_date - ${pick(11, 600)} END AS scra_start,
      -- Closed accounts stand at the end of the list: a filter that has to do with the order.
      date_trunc('milliseconds', CASE WHEN status = 'closed' THEN created + (now() - interval '60 days' - created) * (${pick(13, 1_000)} / 1000.0) ELSE now() - ${pick(13, 60 * 86_400)} * interval '1 second' END) AS updated
    FROM (
      SELECT *, product ~ 'Card|Line' AS is_credit,
        CASE WHEN product ~ 'Card' THEN ARRAY['credit_with_underwriting'] WHEN product ~ 'Line' THEN ARRAY['credit_without_underwriting', 'deposit'] ELSE ARRAY['deposit'] END AS capabilities,
        CASE WHEN ${pick(15, 100)} < 84 THEN 'active' WHEN ${pick(15, 100)} < 92 THEN 'inactive' ELSE 'closed' END AS status,
        date_trunc('milliseconds', now() - interval '61 days' - (i * 1500.0 / $4) * interval '1 day') AS created
      FROM (
        SELECT i, digest, 'account_' || left(digest, 27) AS account_id,
          (ARRAY['Everyday Checking', 'Everyday Savings', 'Business Checking', 'Business Card', 'Rewards Card', 'Starter Card', 'Flex Line', 'Business Line', 'Teen Checking', 'Travel Card', 'Escrow', 'Heritage Savings'])
            [1 + least(11, ${pick(17, 12)}, ${pick(19, 14)})] AS product,
          100000 + 5000 * ${pick(21, 400)} AS credit_limit,
          (ARRAY['Kansas City', 'Overland Park', 'Lee''s Summit', 'Independence', 'Olathe', 'Shawnee', 'Blue Springs', 'Liberty'])[1 + ${pick(23, 8)}] || ' ' || ${pick(24, 50)} AS branch,
          'Officer ' || ${pick(26, 3_000)} AS officer
        FROM generate_series($2::int, $3::int) AS i CROSS JOIN LATERAL (SELECT md5($1 || i) AS digest OFFSET 0) digests OFFSET 0
      ) a OFFSET 0
    ) b OFFSET 0
  ) c`;

const insertEntities = `
  INSERT INTO entities (program, entity_id, client_customer_id, type, display_name, display_folded, read_at)
  SELECT $1, 'entity_bench' || lpad(i::text, 20, '0'), 'customer-' || i, 'individual', name, lower(name), now()
  FROM generate_series($2::int, $3::int) AS i
  CROSS JOIN LATERAL (SELECT md5('holder' || i) AS digest OFFSET 0) digests
  CROSS JOIN LATERAL (SELECT
    (ARRAY['Ann', 'Ben', 'Carla', 'Dmitri', 'Elena', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jamal', 'Katya', 'Liam', 'Mara', 'Nils', 'Olga', 'Priya'])[1 + ${pick(1, 16)}] || ' ' ||
    initcap(translate(left(md5('family' || ${pick(9, 20_000)}), 7), '0123456789', 'aeiouklmnr')) AS name OFFSET 0) AS named`;

/** Every seventh account is held by the one before it as well. */
const insertRelationships = `
  INSERT INTO directory_relationships (program, account_id, entity_id, relationship_type)
  SELECT $1, 'account_' || left(md5($1 || i), 27), 'entity_bench' || lpad(holder::text, 20, '0'), 'account_holder'
  FROM generate_series($2::int, $3::int) AS i
  CROSS JOIN LATERAL (SELECT i AS holder UNION ALL SELECT i - 1 WHERE i % 7 = 0) AS holders`;

/** Hashes of nothing: of every size as many, and none that a number has. */
const insertNumbers = `
  INSERT INTO account_numbers (program, account_number_id, number_hash, last_four, status, entity_id, client_customer_id, lead_updated_at, checked_at)
  SELECT $1, 'account_number_bench' || lpad(i::text, 20, '0'), sha256(convert_to('number' || i, 'UTF8')), right(lpad(i::text, 4, '0'), 4), 'active',
    'entity_bench' || lpad(i::text, 20, '0'), 'customer-' || i, now(), now()
  FROM generate_series($2::int, $3::int) AS i`;
