import { createCluster, defineScript } from 'redis';

/** @typedef {Awaited<ReturnType<typeof connectCache>>} Cache */

/**
 * Counts what happened in the last window. The time is the server's, so that it does not matter which process asks.
 * Returns 0 where it is allowed (and counted), or the milliseconds until it will be.
 */
const slidingWindow = defineScript({
  NUMBER_OF_KEYS: 1,
  SCRIPT: `
    local time = redis.call('TIME')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
    redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
    if redis.call('ZCARD', KEYS[1]) >= limit then
      local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
      return math.max(1, oldest[2] + window - now)
    end
    redis.call('ZADD', KEYS[1], now, ARGV[3])
    redis.call('PEXPIRE', KEYS[1], window)
    return 0
  `,
  /**
   * @param {import('@redis/client').CommandParser} parser @param {string} key @param {number} limit @param {number}
   * windowMs @param {string} id
   */
  parseCommand(parser, key, limit, windowMs, id) {
    parser.pushKey(key);
    parser.push(String(limit), String(windowMs), id);
  },
  transformReply: /** @type {(reply: any) => number} */ (Number),
});

/**
 * A client of the cluster protocol, which Valkey speaks in every stage, also where the cluster is one node beside the
 * application.
 *
 * @param {string} cacheUrl `redis://` or `rediss://` with user and password where there are any
 * @param {import('./log.js').Logger} log
 */
export async function connectCache(cacheUrl, log) {
  const url = new URL(cacheUrl);
  const cluster = createCluster({
    rootNodes: [{ url: cacheUrl }],
    // What the other nodes of the cluster need as well: they are found by the first one, without credentials or TLS.
    defaults: {
      username: decodeURIComponent(url.username) || undefined,
      password: decodeURIComponent(url.password) || undefined,
      socket: {
        connectTimeout: 3000,
        reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 2000),
        ...(url.protocol === 'rediss:' && { tls: true }),
      },
      // Better an error at once than requests that pile up while the cache is away.
      disableOfflineQueue: true,
    },
    scripts: { slidingWindow },
  });
  cluster.on('error', (error) => log.warn('cache connection failed', { error }));
  cluster.on('node-error', (error, node) => log.warn('cache node failed', { node: node?.address, error }));
  await cluster.connect();
  return cluster;
}
