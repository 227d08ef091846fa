import { connectCache } from './cache.js';
import { connectDatabase } from './database.js';
import { connectJobs } from './jobs.js';
import { rateLimiter } from './rate-limits.js';
import { sessionStore } from './sessions.js';
import { connectStorage } from './storage.js';

/** @typedef {Awaited<ReturnType<typeof connectApp>>} App */

/**
 * Everything that web and worker talk to.
 *
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Logger} log
 */
export async function connectApp(config, log) {
  const database = connectDatabase(config, log);
  const cache = await connectCache(config.cacheUrl, log);
  const jobs = connectJobs(config);
  const storage = connectStorage(config);
  return {
    config,
    log,
    database,
    cache,
    jobs,
    storage,
    sessions: sessionStore(cache, config),
    limits: rateLimiter(cache),
    async close() {
      jobs.close();
      storage.close();
      await Promise.allSettled([cache.close(), database.close()]);
    },
  };
}
