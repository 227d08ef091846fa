/**
 * What every handler needs of HTTP: errors with a status, bodies with a limit, cookies and the address of the caller.
 *
 * @typedef {import('node:http').IncomingMessage} Message
 */

const MAX_JSON_BYTES = 64 * 1024;

/** The prefix makes browsers refuse the cookie over plain HTTP and from any other host of the domain. */
const COOKIE = '__Host-session';

/** What went wrong, in words that the caller may read. */
export class HttpError extends Error {
  /** @param {number} status @param {string} message @param {Record<string, string>} [headers] */
  constructor(status, message, headers = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/**
 * Only `application/json` is taken: a form of another site can not send it without asking first. @param {Message}
 * message
 */
export async function readJson(message) {
  if (!/^application\/json\s*(;|$)/i.test(message.headers['content-type'] ?? '')) {
    throw new HttpError(415, 'the body must be application/json');
  }
  const chunks = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += chunk.length;
    if (bytes > MAX_JSON_BYTES) {
      throw new HttpError(413, `the body must have at most ${MAX_JSON_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpError(400, 'the body must be JSON');
  }
}

/**
 * The fields of a body. All that is wrong is reported together.
 *
 * @param {unknown} body
 * @param {Record<string, { max: number, min?: number, pattern?: RegExp, rule?: string }>} rules
 * @returns {Record<string, string>}
 */
export function fields(body, rules) {
  const given = /** @type {Record<string, unknown>} */ (body && typeof body === 'object' ? body : {});
  /** @type {Record<string, string>} */
  const valid = {};
  const problems = [];
  for (const [name, { min = 1, max, pattern = /^/, rule }] of Object.entries(rules)) {
    const value = given[name];
    // PostgreSQL's text can not hold a null character.
    if (
      typeof value === 'string' &&
      value.length >= min &&
      value.length <= max &&
      pattern.test(value) &&
      !value.includes('\0')
    ) {
      valid[name] = value;
    } else {
      problems.push(`${name} must be ${rule ?? `a string of ${min} to ${max} characters`}`);
    }
  }
  if (problems.length > 0) {
    throw new HttpError(400, problems.join('; '));
  }
  return valid;
}

/** @param {Message} message @returns {string | undefined} */
export function sessionToken(message) {
  const pairs = (message.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) || undefined;
}

/** @param {string} token @param {number} maxAgeSeconds 0 takes the cookie away */
export function sessionCookie(token, maxAgeSeconds) {
  return `${COOKIE}=${token}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Lax`;
}

/**
 * Who called. Each proxy appends the address it was called from; what stands further left was written by the caller,
 * who may lie.
 *
 * @param {Message} message
 * @param {number} trustedProxies
 */
export function callerAddress(message, trustedProxies) {
  const hops = String(message.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter(Boolean);
  const caller = trustedProxies > 0 ? hops.at(-trustedProxies) : undefined;
  return caller ?? message.socket.remoteAddress ?? 'unknown';
}
