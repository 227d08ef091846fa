import { HttpError } from './http.js';

/** @typedef {import('./routes.js').Call} Call */

const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Below `uploads/`, which the CDN does not serve: only the tenant's own users get at a file, through the application.
 */
const keyOf = (/** @type {string} */ tenantId, /** @type {string} */ id) => `uploads/${tenantId}/${id}`;

/**
 * Takes a file as it is, `?name=` beside it. Nobody sees the record until the file has arrived completely.
 *
 * @param {Call} call
 */
export async function upload(call) {
  const file = describe(call);
  const { tenantId, userId } = call.session;
  const { rows } = await call.write((client) =>
    client.query('INSERT INTO uploads (user_id, file_name, content_type, bytes) VALUES ($1, $2, $3, $4) RETURNING id', [
      userId,
      file.name,
      file.contentType,
      file.bytes,
    ]),
  );
  const id = rows[0].id;
  await call.app.storage.put({ key: keyOf(tenantId, id), ...file }, call.message);
  await call.write((client) =>
    client.query('UPDATE uploads SET completed_at = now() WHERE id = $1 AND tenant_id = current_tenant()', [id]),
  );
  return { status: 201, body: { id, ...file } };
}

/** Always as a download, so that an uploaded page never runs as one of ours. @param {Call} call */
export async function download(call) {
  const file = await find(call);
  return {
    status: 200,
    stream: await call.app.storage.get(keyOf(call.session.tenantId, file.id)),
    headers: {
      'content-type': file.contentType,
      'content-length': String(file.bytes),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
  };
}

/** The record goes last: what is left behind when it fails in between can be removed again. @param {Call} call */
export async function removeUpload(call) {
  const { id } = await find(call);
  await call.app.storage.remove(keyOf(call.session.tenantId, id));
  await call.write((client) =>
    client.query('DELETE FROM uploads WHERE id = $1 AND tenant_id = current_tenant()', [id]),
  );
  return { status: 204 };
}

/** @param {Call} call */
async function find(call) {
  const { rows } = await call.read((client) =>
    client.query(
      `SELECT id, file_name AS name, content_type AS "contentType", bytes FROM uploads
       WHERE id = $1 AND tenant_id = current_tenant() AND completed_at IS NOT NULL`,
      [call.params.id],
    ),
  );
  if (rows.length === 0) {
    throw new HttpError(404, 'there is no such thing');
  }
  return rows[0];
}

/** @param {Call} call */
function describe({ message, query }) {
  const name = query.get('name') ?? '';
  const contentType = message.headers['content-type'] ?? 'application/octet-stream';
  const bytes = Number(message.headers['content-length']);
  if (name === '' || name.length > 255 || name.includes('\0')) {
    throw new HttpError(400, 'name must be a string of 1 to 255 characters');
  }
  if (!/^[\w.+-]+\/[\w.+-]+( *;.*)?$/.test(contentType)) {
    throw new HttpError(415, 'the content type must be a media type');
  }
  if (!Number.isInteger(bytes) || bytes < 1) {
    throw new HttpError(411, 'the length of the file must be given');
  }
  if (bytes > MAX_BYTES) {
    throw new HttpError(413, `the file must have at most ${MAX_BYTES} bytes`);
  }
  return { name, contentType, bytes };
}
