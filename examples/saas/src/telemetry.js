import { randomBytes, randomUUID } from 'node:crypto';

/**
 * Traces for the collector beside the process (OTLP over HTTP) and errors for the error tracker (Sentry's envelopes).
 * Both are said
 * in plain HTTP, which is all that this example needs of them; an application with more to tell takes their SDKs.
 *
 * @typedef {ReturnType<typeof connectTelemetry>} Telemetry
 * @typedef {{ traceId?: string, name: string, kind: 'server' | 'consumer', startedAt: number, attributes:
 * Record<string, string | number>, failed: boolean }} Span
 */

const FLUSH_MS = 5000;
/** More than that is not kept: telemetry must never be what a process dies of. */
const MAX_SPANS = 1000;
const KINDS = { server: 2, consumer: 5 };

/**
 * @param {import('./config.js').Config} config @param {import('./log.js').Logger} log @param {string} command web or
 * worker
 */
export function connectTelemetry(config, log, command) {
  const { otlpEndpoint, sentryDsn, stage } = config;
  /** @type {Record<string, unknown>[]} */
  let spans = [];
  /** @type {Set<Promise<void>>} */
  const sending = new Set();
  /** @param {string} url @param {Record<string, string>} headers @param {string} body */
  const post = (url, headers, body) => {
    const sent = fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(3000) })
      .then(async (response) => {
        await response.arrayBuffer();
        if (!response.ok) {
          throw new Error(`answered ${response.status}`);
        }
      })
      .catch((error) => log.warn('telemetry not delivered', { host: new URL(url).host, error }))
      .finally(() => sending.delete(sent));
    sending.add(sent);
  };
  const flush = () => {
    if (spans.length > 0) {
      post(
        `${otlpEndpoint}/v1/traces`,
        { 'content-type': 'application/json' },
        JSON.stringify(resourceSpans(`notes-${command}`, stage, spans)),
      );
      spans = [];
    }
  };
  const timer = setInterval(flush, FLUSH_MS);
  return {
    /** Something that has ended now. @param {Span} span */
    record(span) {
      if (otlpEndpoint !== '' && spans.length < MAX_SPANS) {
        spans.push(otlpSpan(span));
      }
    },
    /** An error that somebody should look at. @param {any} error @param {Record<string, string>} tags */
    report(error, tags) {
      if (sentryDsn !== '') {
        const { url, headers } = sentryTarget(sentryDsn);
        post(url, headers, sentryEnvelope(error, stage, { process: command, ...tags }));
      }
    },
    async close() {
      clearInterval(timer);
      flush();
      await Promise.all(sending);
    },
  };
}

/**
 * The trace that the load balancer began, `Root=1-<8 digits>-<24 digits>`, as OpenTelemetry writes it.
 *
 * @param {string | string[] | undefined} header `X-Amzn-Trace-Id`
 * @returns {string | undefined}
 */
export function traceIdOf(header) {
  const [, seconds, rest] = /Root=1-([0-9a-f]{8})-([0-9a-f]{24})/.exec(String(header ?? '')) ?? [];
  return seconds && seconds + rest;
}

/** @param {Span} span */
function otlpSpan({ traceId, name, kind, startedAt, attributes, failed }) {
  return {
    traceId: traceId ?? randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: `${startedAt}000000`,
    endTimeUnixNano: `${Date.now()}000000`,
    attributes: otlpAttributes(attributes),
    status: failed ? { code: 2 } : {},
  };
}

/** @param {string} service @param {string} stage @param {Record<string, unknown>[]} spans */
function resourceSpans(service, stage, spans) {
  const resource = { attributes: otlpAttributes({ 'service.name': service, 'deployment.environment.name': stage }) };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'notes' }, spans }] }] };
}

/** @param {Record<string, string | number>} attributes */
function otlpAttributes(attributes) {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
  }));
}

/** @param {string} dsn `https://<key>@<host>/<project>` */
function sentryTarget(dsn) {
  const { protocol, username, host, pathname } = new URL(dsn);
  const at = pathname.lastIndexOf('/');
  return {
    url: `${protocol}//${host}${pathname.slice(0, at)}/api/${pathname.slice(at + 1)}/envelope/`,
    headers: {
      'content-type': 'application/x-sentry-envelope',
      'x-sentry-auth': `Sentry sentry_version=7, sentry_client=notes/1.0, sentry_key=${username}`,
    },
  };
}

/** @param {any} error @param {string} environment @param {Record<string, string>} tags */
function sentryEnvelope(error, environment, tags) {
  const id = randomUUID().replaceAll('-', '');
  const event = {
    event_id: id,
    timestamp: new Date().toISOString(),
    platform: 'node',
    level: 'error',
    environment,
    tags,
    exception: { values: [{ type: error?.name ?? 'Error', value: String(error?.message ?? error) }] },
    extra: { stack: error?.stack },
  };
  return [{ event_id: id }, { type: 'event' }, event].map((part) => JSON.stringify(part)).join('\n');
}
