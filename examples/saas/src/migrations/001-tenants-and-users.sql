-- A tenant by its name: what sign-in has to look up before it knows the tenant. It holds nothing else of the tenant.
CREATE TABLE tenants (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  slug text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- The tenant lives as long as the transaction. Called as a function, and not as SET, so that RDS Proxy need not pin the connection.
CREATE FUNCTION enter_tenant(tenant uuid) RETURNS void LANGUAGE sql AS $$
  SELECT set_config('app.tenant_id', tenant::text, true)
$$;

-- Without a tenant this is null, and no row matches null.
CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('app.tenant_id', true), '')::uuid
$$;

CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL DEFAULT current_tenant() REFERENCES tenants (id),
  email text NOT NULL,
  password_hash text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'member')),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, email)
);

-- FORCE: the policies hold for the owner of the tables too, which is the user of the application.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY users_of_tenant ON users USING (tenant_id = current_tenant());
