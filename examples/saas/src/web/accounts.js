import { randomUUID } from 'node:crypto';
import { hashPassword, verifyPassword } from '../passwords.js';
import { fields, HttpError, sessionCookie } from './http.js';

/** @typedef {import('./routes.js').Call} Call */

const TENANT = {
  max: 40,
  pattern: /^[a-z][a-z0-9-]+$/,
  rule: 'a name of at most 40 lower case letters, digits and hyphens that begins with a letter',
};
const EMAIL = { max: 254, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, rule: 'an e-mail address' };
const PASSWORD = { min: 12, max: 200 };

/** A new tenant and its owner. @param {Call} call */
export async function signUp(call) {
  const { tenant, email, password } = fields(await call.json(), { tenant: TENANT, email: EMAIL, password: PASSWORD });
  await allow(call, 'accountsFromAddress', call.address);
  const tenantId = randomUUID();
  const hash = await hashPassword(password);
  const userId = await call.app.database
    .write(tenantId, async (client) => {
      await client.query('INSERT INTO tenants (id, slug) VALUES ($1, $2)', [tenantId, tenant]);
      return insertUser(client, email, hash, 'owner');
    })
    .catch(refuseDuplicate('the tenant exists already'));
  await call.app.tables.recordTenant(tenantId);
  return signedIn(call, 201, { tenantId, userId, role: 'owner' });
}

/** A further user of the tenant. Only its owner can add one. @param {Call} call */
export async function addUser(call) {
  if (call.session.role !== 'owner') {
    throw new HttpError(403, 'only the owner of the tenant can add users');
  }
  const { email, password } = fields(await call.json(), { email: EMAIL, password: PASSWORD });
  const hash = await hashPassword(password);
  const id = await call.app.database
    .write(call.session.tenantId, (client) => insertUser(client, email, hash, 'member'))
    .catch(refuseDuplicate('the user exists already'));
  return { status: 201, body: { id } };
}

/**
 * The limits are checked before the password: a guess that was one too many learns nothing, even if it is right.
 * Whether it was
 * the tenant, the address or the password that was wrong is not told either.
 *
 * @param {Call} call
 */
export async function signIn(call) {
  const { tenant, email, password } = fields(await call.json(), {
    tenant: TENANT,
    email: EMAIL,
    password: { max: 200 },
  });
  const account = `${tenant}/${email.toLowerCase()}`;
  await allow(call, 'signIn', `${account}/${call.address}`);
  await allow(call, 'signInOfAccount', account);
  await allow(call, 'accountsFromAddress', call.address);
  const user = await findUser(call.app.database, tenant, email);
  if (!(await verifyPassword(password, user?.hash)) || !user) {
    throw new HttpError(401, 'tenant, e-mail address or password are wrong');
  }
  return signedIn(call, 200, { tenantId: user.tenantId, userId: user.id, role: user.role });
}

/** @param {Call} call */
export async function signOut(call) {
  await call.app.sessions.remove(call.token);
  return { status: 204, headers: { 'set-cookie': sessionCookie('', 0) } };
}

/** @param {Call} call */
export async function whoAmI(call) {
  return { status: 200, body: call.session };
}

/**
 * @param {Call} call
 * @param {keyof typeof import('../rate-limits.js').LIMITS} limit
 * @param {string} subject
 */
export async function allow(call, limit, subject) {
  const seconds = await call.app.limits.waitSeconds(limit, subject);
  if (seconds > 0) {
    throw new HttpError(429, `too many requests; try again in ${seconds} seconds`, { 'retry-after': String(seconds) });
  }
}

/** @param {Call} call @param {number} status @param {import('../sessions.js').Session} session */
async function signedIn({ app }, status, session) {
  const token = await app.sessions.create(session);
  // A new tenant or user may not have reached the reader yet.
  await app.sessions.noteWrite(token);
  return { status, body: session, headers: { 'set-cookie': sessionCookie(token, app.sessions.lifetimeSeconds) } };
}

/**
 * @param {import('../database.js').Client} client @param {string} email @param {string} hash @param {'owner' |
 * 'member'} role
 */
async function insertUser(client, email, hash, role) {
  const { rows } = await client.query(
    'INSERT INTO users (email, password_hash, role) VALUES ($1, $2, $3) RETURNING id',
    [email.toLowerCase(), hash, role],
  );
  return rows[0].id;
}

/**
 * From the writer: who signed up a moment ago can sign in.
 *
 * @param {import('../database.js').Database} database
 * @param {string} slug
 * @param {string} email
 * @returns {Promise<{ id: string, tenantId: string, hash: string, role: 'owner' | 'member' } | undefined>}
 */
async function findUser(database, slug, email) {
  const tenants = await database.writer.query('SELECT id FROM tenants WHERE slug = $1', [slug]);
  const tenantId = tenants.rows[0]?.id;
  if (tenantId === undefined) {
    return undefined;
  }
  return database.write(tenantId, async (client) => {
    const { rows } = await client.query(
      'SELECT id, tenant_id AS "tenantId", password_hash AS hash, role FROM users WHERE tenant_id = ' +
        'current_tenant() AND email = $1',
      [email.toLowerCase()],
    );
    return rows[0];
  });
}

/** @param {string} message @returns {(error: any) => never} */
function refuseDuplicate(message) {
  return (error) => {
    throw error.code === '23505' ? new HttpError(409, message) : error;
  };
}
