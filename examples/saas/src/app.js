import { connectCache } from './cache.js';
import { connectDatabase } from './database.js';
import { connectGlobalTables } from './global-tables.js';
import { connectJobs } from './jobs.js';
import { rateLimiter } from './rate-limits.js';
import { sessionStore } from './sessions.js';
import { connectStorage } from './storage.js';
import { connectTelemetry } from './telemetry.js';

/** @typedef {Awaited<ReturnType<typeof connectApp>>} App */

/**
 * Everything that web and worker talk to.
 *
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Logger} log
 * @param {string} command web or worker
 */
export async function connectApp(config, log, command) {
  const database = connectDatabase(config, log);
  const cache = await connectCache(config.cacheUrl, log);
  const jobs = connectJobs(config, log);
  const storage = connectStorage(config, log);
  const tables = connectGlobalTables(config, log);
  const telemetry = connectTelemetry(config, log, command);
  return {
    config,
    log,
    database,
    cache,
    jobs,
    storage,
    tables,
    telemetry,
    sessions: sessionStore(cache, config),
    limits: rateLimiter(cache),
    async close() {
      jobs.close();
      storage.close();
      tables.close();
      await Promise.allSettled([telemetry.close(), cache.close(), database.close()]);
    },
  };
}
