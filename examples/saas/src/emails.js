/**
 * E-mails: written with their outbox record in one transaction, then announced on the queue, then sent by a worker.
 *
 * @typedef {import('./database.js').Client} Client
 */

/**
 * @param {Client} client a transaction of the tenant
 * @param {{ noteId?: string, recipient: string, subject: string, body: string }} email
 * @returns {Promise<string>} its id
 */
export async function writeEmail(client, { noteId, recipient, subject, body }) {
  const { rows } = await client.query(
    `WITH email AS (
       INSERT INTO emails (note_id, recipient, subject, body) VALUES ($1, $2, $3, $4) RETURNING id, tenant_id
     )
     INSERT INTO outbox (email_id, tenant_id) SELECT id, tenant_id FROM email RETURNING email_id`,
    [noteId, recipient, subject, body],
  );
  return rows[0].email_id;
}

/**
 * The queue delivers at least once, so a job may come twice, even at the same time. Taking the outbox record makes the
 * difference:
 * the second to come waits for the first, finds nothing and is done. With a mail service, its own idempotency key would
 * be `emailId`.
 *
 * @param {import('./database.js').Database} database
 * @param {{ tenantId: string, emailId: string }} job
 * @returns {Promise<boolean>} whether it was sent now
 */
export function sendEmail(database, { tenantId, emailId }) {
  return database.write(tenantId, async (client) => {
    const taken = await client.query('DELETE FROM outbox WHERE email_id = $1 AND tenant_id = $2', [emailId, tenantId]);
    if (taken.rowCount === 0) {
      return false;
    }
    await client.query('INSERT INTO sent_emails (email_id) SELECT id FROM emails WHERE id = $1 AND tenant_id = $2', [
      emailId,
      tenantId,
    ]);
    return true;
  });
}

/**
 * Jobs that were written and never announced, because a process died in between. Announcing one twice does no harm.
 *
 * @param {import('./database.js').Database} database
 * @param {number} ageSeconds
 * @returns {Promise<{ tenantId: string, emailId: string }[]>}
 */
export async function overdueEmails(database, ageSeconds) {
  const { rows } = await database.writer.query(
    `UPDATE outbox SET enqueued_at = now() WHERE email_id IN (
       SELECT email_id FROM outbox WHERE enqueued_at < now() - make_interval(secs => $1)
       ORDER BY enqueued_at LIMIT 100 FOR UPDATE SKIP LOCKED
     ) RETURNING tenant_id AS "tenantId", email_id AS "emailId"`,
    [ageSeconds],
  );
  return rows;
}
