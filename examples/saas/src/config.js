/**
 * The workload contract, read from the environment once. Everything that is missing or wrong is reported together.
 *
 * @typedef {ReturnType<typeof readConfig>} Config
 */

/** The certificate authorities of Amazon RDS inside the image. */
const RDS_CA_FILE = new URL('../certs/rds-global-bundle.pem', import.meta.url).pathname;

/** @param {Record<string, string | undefined>} env */
export function readConfig(env) {
  const read = reader(env);
  const config = {
    port: read.integer('PORT', 8080, 0, 65535),
    stage: read.text('GROWTH_STAGE', 'local'),
    region: read.text('AWS_REGION'),
    logLevel: read.oneOf('LOG_LEVEL', ['info', 'debug', 'warn', 'error']),
    database: {
      host: read.text('DATABASE_HOST'),
      readerHost: read.text('DATABASE_READER_HOST'),
      port: read.integer('DATABASE_PORT', 5432, 1, 65535),
      name: read.text('DATABASE_NAME'),
      user: read.text('DATABASE_USER'),
      password: read.text('DATABASE_PASSWORD'),
      caFile: read.text('DATABASE_CA_FILE', RDS_CA_FILE),
      /** Connections of one process to the writer, and the same number to the reader. */
      maxConnections: read.integer('DATABASE_MAX_CONNECTIONS', 10, 1, 500),
    },
    /** For so long the reader may be behind; whoever wrote something reads from the writer meanwhile. */
    readYourWritesSeconds: read.integer('READ_YOUR_WRITES_SECONDS', 5, 1, 300),
    cacheUrl: read.url('CACHE_URL', ['redis:', 'rediss:']),
    queueUrl: read.url('QUEUE_URL', ['http:', 'https:']),
    bucket: read.text('ASSETS_BUCKET'),
    assetsUrl: read.text('ASSETS_URL', '/assets').replace(/\/$/, ''),
    /** Names of the global tables; empty before there are several Regions. */
    idempotencyTable: read.text('IDEMPOTENCY_TABLE', ''),
    tenantTable: read.text('TENANT_DIRECTORY_TABLE', ''),
    otlpEndpoint: read.url('OTEL_EXPORTER_OTLP_ENDPOINT', ['http:', 'https:'], '').replace(/\/$/, ''),
    sentryDsn: read.url('SENTRY_DSN', ['http:', 'https:'], ''),
    /** How many proxies append to X-Forwarded-For before the request arrives: CloudFront and the load balancer. */
    trustedProxies: read.integer('TRUSTED_PROXIES', 2, 0, 10),
    /** Jobs that one worker runs at the same time. */
    workerConcurrency: read.integer('WORKER_CONCURRENCY', 10, 1, 100),
    /** Seconds that one request to the queue waits for messages. */
    queueWaitSeconds: read.integer('QUEUE_WAIT_SECONDS', 20, 0, 20),
    /** Seconds between two looks for jobs that never reached the queue, and the age from which a job counts as such. */
    sweepSeconds: read.integer('SWEEP_SECONDS', 60, 1, 3600),
  };
  if (read.problems.length > 0) {
    throw new Error(`the environment is not complete:\n${read.problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
  return config;
}

/** @param {Record<string, string | undefined>} env */
function reader(env) {
  /** @type {string[]} */
  const problems = [];
  /** @param {string} name @param {string} rule */
  const wrong = (name, rule) =>
    problems.push(`${name} must be ${rule}, got: ${env[name] === undefined ? 'nothing' : JSON.stringify(env[name])}`);
  return {
    problems,
    /** @param {string} name @param {string} [fallback] */
    text(name, fallback) {
      const value = env[name] || fallback;
      if (value === undefined) {
        wrong(name, 'set');
      }
      return value ?? '';
    },
    /** @param {string} name @param {number} fallback @param {number} min @param {number} max */
    integer(name, fallback, min, max) {
      const value = env[name] ? Number(env[name]) : fallback;
      if (!Number.isInteger(value) || value < min || value > max) {
        wrong(name, `a whole number from ${min} to ${max}`);
      }
      return value;
    },
    /** The first of the allowed values is the default. @param {string} name @param {string[]} allowed */
    oneOf(name, allowed) {
      const value = env[name] || allowed[0];
      if (!allowed.includes(value)) {
        wrong(name, `one of ${allowed.join(', ')}`);
      }
      return value;
    },
    /** @param {string} name @param {string[]} protocols @param {string} [fallback] */
    url(name, protocols, fallback) {
      const value = env[name] || fallback;
      if (value === fallback && fallback !== undefined) {
        return fallback;
      }
      if (value === undefined || !URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
        // The value is left out: it may hold a password.
        problems.push(
          `${name} must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
        );
      }
      return value ?? '';
    },
  };
}
