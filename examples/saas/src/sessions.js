import { createHash, randomBytes } from 'node:crypto';

/**
 * @typedef {{ tenantId: string, userId: string, role: 'owner' | 'member' }} Session
 * @typedef {{ session: Session, wroteLately: boolean }} FoundSession
 */

const LIFETIME_SECONDS = 7 * 24 * 3600;

/**
 * Sessions in the cache, so that any process can answer any request.
 *
 * @param {import('./cache.js').Cache} cache
 * @param {import('./config.js').Config} config
 */
export function sessionStore(cache, { readYourWritesSeconds }) {
  // Only a digest is stored: who can read the cache can not sign in with it. The braces keep both keys on one shard.
  /** @param {string} token @param {string} kind */
  const key = (token, kind) => `{${createHash('sha256').update(token).digest('base64url')}}:${kind}`;
  return {
    lifetimeSeconds: LIFETIME_SECONDS,
    /** @param {Session} session @returns {Promise<string>} the token for the cookie */
    async create(session) {
      const token = randomBytes(32).toString('base64url');
      await cache.set(key(token, 'session'), JSON.stringify(session), {
        expiration: { type: 'EX', value: LIFETIME_SECONDS },
      });
      return token;
    },
    /** @param {string} token @returns {Promise<FoundSession | undefined>} */
    async find(token) {
      const [session, wrote] = await cache.mGet([key(token, 'session'), key(token, 'wrote')]);
      return session ? { session: JSON.parse(String(session)), wroteLately: wrote !== null } : undefined;
    },
    /** @param {string} token */
    async noteWrite(token) {
      await cache.set(key(token, 'wrote'), '1', { expiration: { type: 'EX', value: readYourWritesSeconds } });
    },
    /** @param {string} token */
    async remove(token) {
      await cache.del([key(token, 'session'), key(token, 'wrote')]);
    },
  };
}
