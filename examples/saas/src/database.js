import pg from 'pg';
import { aliasIdentity, databaseAuthorities, isGlobal } from './tls.js';

/** @param {string} host a name, an address or the folder of a socket */
const isThisMachine = (host) => ['localhost', '127.0.0.1', '::1'].includes(host) || host.startsWith('/');

/**
 * @typedef {import('pg').PoolClient} Client
 * @typedef {Awaited<ReturnType<typeof connectDatabase>>} Database
 */

/**
 * Pools to the writer and to the reader. Rows of tenants are reached through a transaction of that tenant only.
 *
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Logger} log
 */
export function connectDatabase(config, log) {
  const writer = pool(config, config.database.host, log);
  const hasReader = config.database.readerHost !== config.database.host;
  const reader = hasReader ? pool(config, config.database.readerHost, log) : writer;
  return {
    /** For the tables that hold no rows of tenants. */
    writer,
    /** @template T @param {string} tenantId @param {(client: Client) => Promise<T>} work */
    write: (tenantId, work) => inTenant(writer, 'BEGIN', tenantId, work),
    /**
     * Rows may be as old as the lag of the replica. @template T @param {string} tenantId @param {(client: Client) =>
     * Promise<T>} work
     */
    read: (tenantId, work) => inTenant(reader, 'BEGIN READ ONLY', tenantId, work),
    async close() {
      await Promise.all(hasReader ? [writer.end(), reader.end()] : [writer.end()]);
    },
  };
}

/**
 * How to connect to a host of the database.
 *
 * @param {import('./config.js').Config} config
 * @param {string} host
 * @returns {import('pg').ClientConfig}
 */
export function connectionTo({ database, region }, host) {
  const isAlias = host !== database.host || isGlobal(host);
  return {
    host,
    port: database.port,
    database: database.name,
    user: database.user,
    password: database.password,
    connectionTimeoutMillis: 3000,
    keepAlive: true,
    application_name: 'notes',
    // Verified always, except on the same machine, where nobody is in between.
    ssl: !isThisMachine(host) && {
      ca: databaseAuthorities(database.caFile),
      minVersion: 'TLSv1.2',
      ...(isAlias && { checkServerIdentity: aliasIdentity(region, database.host) }),
    },
  };
}

/** @param {import('./config.js').Config} config @param {string} host @param {import('./log.js').Logger} log */
function pool(config, host, log) {
  const created = new pg.Pool({
    ...connectionTo(config, host),
    max: config.database.maxConnections,
    idleTimeoutMillis: 30_000,
    // The reader's name changes where it leads; a connection that lives for ever would never notice.
    maxLifetimeSeconds: 300,
    query_timeout: 15_000,
  });
  // An idle connection that breaks (a failover, say) is replaced by the pool; unhandled, it would end the process.
  created.on('error', (error) => log.warn('idle database connection lost', { host, error }));
  return created;
}

/**
 * @template T
 * @param {import('pg').Pool} from
 * @param {string} begin
 * @param {string} tenantId
 * @param {(client: Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inTenant(from, begin, tenantId, work) {
  const client = await from.connect();
  let broken;
  try {
    await client.query(begin);
    await client.query('SELECT enter_tenant($1)', [tenantId]);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = await client.query('ROLLBACK').then(
      () => undefined,
      (rollbackError) => rollbackError,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}
