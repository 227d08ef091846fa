import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionTo } from './database.js';

/** Any number that no other program on the database takes for its lock. */
const LOCK = 7_305_161_884;
const FOLDER = new URL('./migrations/', import.meta.url);

/**
 * Brings the schema up to date. Safe to run several times, and by several processes at once.
 *
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Logger} log
 */
export async function migrate(config, log) {
  const client = new pg.Client(connectionTo(config, config.database.host));
  await client.connect();
  try {
    await lock(client, log);
    const applied = await history(client);
    for (const migration of await migrations()) {
      await applyOnce(client, migration, applied, log);
    }
    log.info('schema is up to date');
  } finally {
    // The lock belongs to the session and ends with it.
    await client.end();
  }
}

/**
 * Tries again and again instead of waiting inside the database: a statement that waits there would hold up
 * CREATE INDEX CONCURRENTLY of the process that has the lock, and both would wait for ever.
 *
 * @param {pg.Client} client
 * @param {import('./log.js').Logger} log
 */
async function lock(client, log) {
  for (let waited = false; ; waited = true) {
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS locked', [LOCK]);
    if (rows[0].locked) {
      return;
    }
    if (!waited) {
      log.info('another migration is running; waiting for it');
    }
    await sleep(200);
  }
}

/** @param {pg.Client} client @returns {Promise<Map<string, string>>} checksum by name */
async function history(client) {
  await client.query(
    'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, checksum text NOT NULL, ' +
      'applied_at timestamptz NOT NULL DEFAULT now())',
  );
  const { rows } = await client.query('SELECT name, checksum FROM schema_migrations');
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

/** @typedef {{ name: string, sql: string, checksum: string, inTransaction: boolean }} Migration */

/** @returns {Promise<Migration[]>} in the order of their numbers */
async function migrations() {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, FOLDER), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { name, sql, checksum, inTransaction: !sql.startsWith('-- no transaction') };
    }),
  );
}

/**
 * @param {pg.Client} client @param {Migration} migration @param {Map<string, string>} applied @param
 * {import('./log.js').Logger} log
 */
async function applyOnce(client, migration, applied, log) {
  const { name, sql, checksum, inTransaction } = migration;
  const known = applied.get(name);
  if (known !== undefined && known !== checksum) {
    throw new Error(`migration ${name} was changed after it had been applied; restore it and add a new one instead`);
  }
  if (known !== undefined) {
    return;
  }
  const record = () => client.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [name, checksum]);
  const started = performance.now();
  if (inTransaction) {
    // Rather fail, and be run again, than queue up behind a long query with every other query queued up behind it.
    await client.query("BEGIN; SET LOCAL lock_timeout = '5s'");
    await client.query(sql).then(record);
    await client.query('COMMIT');
  } else {
    for (const statement of statementsOf(sql)) {
      await client.query(statement);
    }
    await record();
  }
  log.info('migration applied', { migration: name, ms: Math.round(performance.now() - started) });
}

/** Several statements in one query are one transaction, so they are sent one by one. @param {string} sql */
function statementsOf(sql) {
  return sql
    .replace(/^--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
