import { randomUUID } from 'node:crypto';

const MINUTE_MS = 60_000;

/** How often something may happen in any 60 seconds. */
export const LIMITS = {
  /** Sign-ins of one account from one address. */
  signIn: 5,
  /** Sign-ins of one account from everywhere: high enough that nobody is locked out by a stranger's five attempts. */
  signInOfAccount: 20,
  /** Sign-ins and sign-ups from one address, whatever the account. */
  accountsFromAddress: 30,
  /** Requests of one tenant, so that no tenant uses up what belongs to all. */
  tenantRequests: 1200,
  /** E-mails of one tenant, so that nobody sends spam through us. */
  tenantEmails: 30,
};

/** Counters in the cache, so that they hold across all processes. @param {import('./cache.js').Cache} cache */
export function rateLimiter(cache) {
  return {
    /**
     * @param {keyof typeof LIMITS} name
     * @param {string} subject
     * @returns {Promise<number>} the seconds to wait, or 0 where it is allowed
     */
    async waitSeconds(name, subject) {
      const ms = await cache.slidingWindow(`limit:${name}:{${subject}}`, LIMITS[name], MINUTE_MS, randomUUID());
      return Math.ceil(ms / 1000);
    },
  };
}
