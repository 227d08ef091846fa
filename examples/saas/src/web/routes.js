import { addUser, allow, signIn, signOut, signUp, whoAmI } from './accounts.js';
import { HttpError, readJson, sessionToken } from './http.js';
import { addNote, changeNote, emailNote, getEmail, getNote, listNotes, removeNote } from './notes.js';
import { download, removeUpload, upload } from './uploads.js';

/**
 * @typedef {{ status: number, body?: unknown, stream?: import('node:stream').Readable, headers?: Record<string, string>
 * }} Answer
 * @typedef {Awaited<ReturnType<typeof publicCall>> & Awaited<ReturnType<typeof tenantCall>>} Call
 * @typedef {{ method: string, path: string, isPublic: boolean, handle: (call: Call) => Promise<Answer> }} Route
 */

/** @param {string} path @param {(call: Call) => Promise<Answer>} handle @returns {Route} */
const anyone = (path, handle) => ({ ...split(path), isPublic: true, handle });
/** @param {string} path @param {(call: Call) => Promise<Answer>} handle @returns {Route} */
const tenant = (path, handle) => ({ ...split(path), isPublic: false, handle });

export const ROUTES = [
  anyone('GET /', about),
  anyone('GET /health', health),
  anyone('POST /sign-up', signUp),
  anyone('POST /sign-in', signIn),
  tenant('POST /sign-out', signOut),
  tenant('GET /me', whoAmI),
  tenant('POST /users', addUser),
  tenant('GET /notes', listNotes),
  tenant('POST /notes', addNote),
  tenant('GET /notes/:id', getNote),
  tenant('PUT /notes/:id', changeNote),
  tenant('DELETE /notes/:id', removeNote),
  tenant('POST /notes/:id/emails', emailNote),
  tenant('GET /emails/:id', getEmail),
  tenant('POST /uploads', upload),
  tenant('GET /uploads/:id', download),
  tenant('DELETE /uploads/:id', removeUpload),
];

/**
 * @param {string} method
 * @param {string} path
 * @returns {{ route: Route, params: Record<string, string> }}
 */
export function findRoute(method, path) {
  const matches = ROUTES.flatMap((route) => {
    const params = match(route.path, path);
    return params ? [{ route, params }] : [];
  });
  const wanted = method === 'HEAD' ? 'GET' : method;
  const found = matches.find(({ route }) => route.method === wanted);
  if (found) {
    return found;
  }
  if (matches.length === 0) {
    throw new HttpError(404, 'there is no such page');
  }
  throw new HttpError(405, 'the page can not do that', { allow: matches.map(({ route }) => route.method).join(', ') });
}

/**
 * @param {import('../app.js').App} app
 * @param {{ message: import('node:http').IncomingMessage, url: URL, address: string, log: import('../log.js').Logger }}
 * request
 * @param {Record<string, string>} params
 */
export async function publicCall(app, { message, url, address, log }, params) {
  return { app, message, query: url.searchParams, address, log, params, json: () => readJson(message) };
}

/**
 * What a signed-in user's request can do: all of it inside the tenant of the session.
 *
 * @param {import('../app.js').App} app
 * @param {Awaited<ReturnType<typeof publicCall>>} call
 */
export async function tenantCall(app, call) {
  const token = sessionToken(call.message);
  const known = token && (await app.sessions.find(token));
  if (!token || !known) {
    throw new HttpError(401, 'sign in first');
  }
  const { session, wroteLately } = known;
  await allow(/** @type {any} */ (call), 'tenantRequests', session.tenantId);
  return {
    token,
    session,
    /**
     * From the reader, except for who wrote something lately and wants to see it. @template T @param {(client:
     * import('../database.js').Client) => Promise<T>} work
     */
    read: (work) =>
      wroteLately ? app.database.write(session.tenantId, work) : app.database.read(session.tenantId, work),
    /**
     * What is committed stays so when the cache can not take the note: the next read may then be a moment too old.
     * @template T @param {(client: import('../database.js').Client) => Promise<T>} work
     */
    async write(work) {
      const result = await app.database.write(session.tenantId, work);
      await app.sessions.noteWrite(token).catch((error) => call.log.warn('write not noted', { error }));
      return result;
    },
  };
}

/** What a front end has to know before anybody signed in. @param {Call} call @returns {Promise<Answer>} */
async function about({ app }) {
  return { status: 200, body: { application: 'notes', assetsUrl: app.config.assetsUrl } };
}

/**
 * Whether this process answers, and nothing else. Database and cache are shared by all processes: if one of them failed
 * this check,
 * all targets would leave the load balancer together, and everything that still works without it would be gone too.
 * They have alarms
 * of their own.
 *
 * @returns {Promise<Answer>}
 */
async function health() {
  return { status: 200, body: { status: 'ok' } };
}

/** @param {string} text */
function split(text) {
  const [method, path] = text.split(' ');
  return { method, path };
}

/**
 * An id is always a UUID, so that nothing else gets as far as the database. @param {string} pattern @param {string}
 * path
 */
function match(pattern, path) {
  const expected = pattern.split('/');
  const actual = path.split('/');
  /** @type {Record<string, string>} */
  const params = {};
  const matches = expected.every((part, index) => {
    if (!part.startsWith(':')) {
      return part === actual[index];
    }
    params[part.slice(1)] = actual[index];
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(actual[index] ?? '');
  });
  return matches && expected.length === actual.length ? params : undefined;
}
