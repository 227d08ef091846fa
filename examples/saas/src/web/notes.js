import { writeEmail } from '../emails.js';
import { allow } from './accounts.js';
import { fields, HttpError } from './http.js';

/** @typedef {import('./routes.js').Call} Call */

const TITLE = { max: 200 };
const BODY = { min: 0, max: 50_000 };
const PAGE = 50;

// Row level security keeps tenants apart by itself. The condition on the tenant is there for the index, and as a second
// wall.
const COLUMNS = 'id, title, body, author_id AS "authorId", created_at AS "createdAt", updated_at AS "updatedAt"';
const ONE = 'id = $1 AND tenant_id = current_tenant()';

/** The newest first, page by page: `?before=` takes the `next` of the page before. @param {Call} call */
export async function listNotes(call) {
  const { createdAt, id } = readCursor(call.query.get('before'));
  const rows = await call.read(async (client) => {
    const result = await client.query(
      `SELECT id, title, created_at AS "createdAt", created_at::text AS position FROM notes
       WHERE tenant_id = current_tenant() AND ($1::timestamptz IS NULL OR (created_at, id) < ($1, $2::uuid))
       ORDER BY created_at DESC, id DESC LIMIT ${PAGE}`,
      [createdAt, id],
    );
    return result.rows;
  });
  const last = rows.length === PAGE ? rows[PAGE - 1] : undefined;
  const notes = rows.map(({ id: noteId, title, createdAt: at }) => ({ id: noteId, title, createdAt: at }));
  return {
    status: 200,
    body: { notes, next: last && Buffer.from(JSON.stringify([last.position, last.id])).toString('base64url') },
  };
}

/** @param {Call} call */
export async function addNote(call) {
  const { title, body } = fields(await call.json(), { title: TITLE, body: BODY });
  const note = await call.write(async (client) => {
    const { rows } = await client.query(
      `INSERT INTO notes (author_id, title, body) VALUES ($1, $2, $3) RETURNING ${COLUMNS}`,
      [call.session.userId, title, body],
    );
    return rows[0];
  });
  return { status: 201, body: note };
}

/** @param {Call} call */
export async function getNote(call) {
  const { rows } = await call.read((client) =>
    client.query(`SELECT ${COLUMNS} FROM notes WHERE ${ONE}`, [call.params.id]),
  );
  return { status: 200, body: found(rows) };
}

/** @param {Call} call */
export async function changeNote(call) {
  const { title, body } = fields(await call.json(), { title: TITLE, body: BODY });
  const { rows } = await call.write((client) =>
    client.query(`UPDATE notes SET title = $2, body = $3, updated_at = now() WHERE ${ONE} RETURNING ${COLUMNS}`, [
      call.params.id,
      title,
      body,
    ]),
  );
  return { status: 200, body: found(rows) };
}

/** @param {Call} call */
export async function removeNote(call) {
  const { rows } = await call.write((client) =>
    client.query(`DELETE FROM notes WHERE ${ONE} RETURNING id`, [call.params.id]),
  );
  found(rows);
  return { status: 204 };
}

/**
 * Sends a note by e-mail. The job is written with the e-mail and announced afterwards; where that fails, the worker's
 * sweep
 * announces it, so the answer is the same.
 *
 * @param {Call} call
 */
export async function emailNote(call) {
  const { recipient } = fields(await call.json(), {
    recipient: { max: 254, pattern: /^[^\s@]+@[^\s@]+$/, rule: 'an e-mail address' },
  });
  const { tenantId } = call.session;
  await allow(call, 'tenantEmails', tenantId);
  const emailId = await call.write(async (client) => {
    const { rows } = await client.query(`SELECT title, body FROM notes WHERE ${ONE}`, [call.params.id]);
    const { title, body } = found(rows);
    return writeEmail(client, { noteId: call.params.id, recipient, subject: title, body });
  });
  await call.app.jobs
    .send({ type: 'email', tenantId, emailId })
    .catch((error) => call.log.warn('job not announced; the sweep will', { emailId, error }));
  return { status: 202, body: { id: emailId } };
}

/** When the e-mail was sent: once, or not yet. @param {Call} call */
export async function getEmail(call) {
  const { rows } = await call.read((client) =>
    client.query(
      `SELECT emails.id, recipient, subject,
         coalesce(json_agg(sent_at) FILTER (WHERE sent_at IS NOT NULL), '[]') AS "sentAt"
       FROM emails LEFT JOIN sent_emails
         ON sent_emails.email_id = emails.id AND sent_emails.tenant_id = current_tenant()
       WHERE emails.id = $1 AND emails.tenant_id = current_tenant() GROUP BY emails.id`,
      [call.params.id],
    ),
  );
  return { status: 200, body: found(rows) };
}

/** @param {any[]} rows */
function found(rows) {
  if (rows.length === 0) {
    throw new HttpError(404, 'there is no such thing');
  }
  return rows[0];
}

/** @param {string | null} cursor @returns {{ createdAt?: string, id?: string }} */
function readCursor(cursor) {
  if (cursor === null) {
    return {};
  }
  try {
    const [createdAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Number.isNaN(Date.parse(createdAt)) || !/^[0-9a-f-]{36}$/.test(id)) {
      throw new Error('not a cursor');
    }
    return { createdAt, id };
  } catch {
    throw new HttpError(400, 'before must be the `next` of an earlier page');
  }
}
