CREATE TABLE emails (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL DEFAULT current_tenant() REFERENCES tenants (id),
  note_id uuid REFERENCES notes (id) ON DELETE SET NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE emails ENABLE ROW LEVEL SECURITY;
ALTER TABLE emails FORCE ROW LEVEL SECURITY;
CREATE POLICY emails_of_tenant ON emails USING (tenant_id = current_tenant());

-- What was sent. The example has no mail server: this record is the effect of the job, so that "exactly once" can be counted.
CREATE TABLE sent_emails (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id uuid NOT NULL DEFAULT current_tenant() REFERENCES tenants (id),
  email_id uuid NOT NULL REFERENCES emails (id),
  sent_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE sent_emails ENABLE ROW LEVEL SECURITY;
ALTER TABLE sent_emails FORCE ROW LEVEL SECURITY;
CREATE POLICY sent_emails_of_tenant ON sent_emails USING (tenant_id = current_tenant());

-- Jobs that are not done yet. Written in the transaction that causes the job, so that none is lost between database and queue;
-- it crosses tenants and therefore holds nothing but ids.
CREATE TABLE outbox (
  email_id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  enqueued_at timestamptz NOT NULL DEFAULT now()
);
