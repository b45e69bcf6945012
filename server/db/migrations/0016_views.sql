-- Lists of accounts that people saved by a name: filters and order, never what was searched for.
CREATE TABLE saved_views (
  id         uuid PRIMARY KEY,
  program    text COLLATE "C" NOT NULL,
  owner      text NOT NULL,
  owner_name text NOT NULL,
  name       text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
  -- As the list's address has it, but for days that move on: closed=this-month.
  text       text NOT NULL CHECK (char_length(text) <= 16000),
  shared     boolean NOT NULL,
  version    integer NOT NULL DEFAULT 1,
  changed_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX saved_views_own_name ON saved_views (program, owner, lower(name)) WHERE NOT shared;
CREATE UNIQUE INDEX saved_views_shared_name ON saved_views (program, lower(name)) WHERE shared;

-- How a person has the list of accounts laid out: { columns, density, widths }.
CREATE TABLE list_layouts (
  owner      text NOT NULL,
  program    text COLLATE "C" NOT NULL,
  layout     jsonb NOT NULL,
  changed_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (owner, program)
);

DO $$
DECLARE role_name text := current_setting('console.app_role', true);
BEGIN
  IF role_name IS NULL OR role_name = '' OR role_name = current_user THEN RETURN; END IF;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views, list_layouts TO %I', role_name);
END $$;
