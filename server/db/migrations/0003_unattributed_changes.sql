-- What Lead showed of an account before changes that were seen while a command of ours was unsettled.
-- It is gone as soon as they have been written down as that command's, or as changed elsewhere.
CREATE TABLE unattributed_changes (
  program    text COLLATE "C" NOT NULL,
  account_id text COLLATE "C" NOT NULL,
  -- { account, relationships }
  before     jsonb NOT NULL,
  since      timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (program, account_id),
  FOREIGN KEY (program, account_id) REFERENCES directory_entries
);

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON unattributed_changes TO %I', role_name);
END $$;
