import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { traceIdOf } from '../telemetry.js';
import { callerAddress, HttpError } from './http.js';
import { findRoute, publicCall, tenantCall } from './routes.js';

/**
 * Longer than the load balancer keeps an idle connection (60 seconds): otherwise it would send requests into closed
 * ones.
 */
const KEEP_ALIVE_MS = 65_000;

/** A request that was not received completely by then is ended; it leaves room for a large file over a slow line. */
const REQUEST_TIMEOUT_MS = 120_000;

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Answers requests until it is stopped; requests that were begun are finished.
 *
 * @param {import('../app.js').App} app
 * @returns {Promise<{ stop(): Promise<void> }>}
 */
export async function startWeb(app) {
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: KEEP_ALIVE_MS + 1000,
    requestTimeout: REQUEST_TIMEOUT_MS,
  });
  let stopping = false;
  /**
   * @type {Set<import('node:net').Socket>} connections that were opened and never used, which the server does not count
   * as idle
   */
  const unused = new Set();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', (message, response) => {
    unused.delete(message.socket);
    // While stopping, each connection is closed behind its answer, so that the next request comes to another process.
    void answer(app, message, response, () => stopping);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(app.config.port, () => resolve(undefined));
  });
  app.log.info('web started', { port: /** @type {import('node:net').AddressInfo} */ (server.address()).port });
  return {
    async stop() {
      stopping = true;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      unused.forEach((socket) => socket.destroy());
      await closed;
      app.log.info('web stopped');
    },
  };
}

/**
 * Never throws.
 *
 * @param {import('../app.js').App} app
 * @param {import('node:http').IncomingMessage} message
 * @param {import('node:http').ServerResponse} response
 * @param {() => boolean} isStopping
 */
async function answer(app, message, response, isStopping) {
  const startedAt = Date.now();
  const traceHeader = message.headers['x-amzn-trace-id'];
  const seen = {
    requestId: String(traceHeader ?? randomUUID()),
    method: message.method ?? 'GET',
    route: 'unknown',
    address: callerAddress(message, app.config.trustedProxies),
  };
  try {
    const result = await handle(app, message, seen);
    response.shouldKeepAlive &&= !isStopping();
    await send(response, result);
  } catch (error) {
    await fail(app, { message, response, error, seen });
  }
  const status = response.statusCode;
  app.log[seen.route === '/health' ? 'debug' : 'info']('request', { ...seen, status, ms: Date.now() - startedAt });
  if (seen.route !== '/health') {
    const attributes = {
      'http.request.method': seen.method,
      'http.route': seen.route,
      'http.response.status_code': status,
    };
    app.telemetry.record({
      traceId: traceIdOf(traceHeader),
      name: `${seen.method} ${seen.route}`,
      kind: 'server',
      startedAt,
      attributes,
      failed: status >= 500,
    });
  }
}

/**
 * @typedef {{ requestId: string, method: string, route: string, address: string, tenantId?: string }} Seen what is
 * known of a request, for the log
 */

/** @param {import('../app.js').App} app @param {import('node:http').IncomingMessage} message @param {Seen} seen */
async function handle(app, message, seen) {
  const target = `http://localhost${message.url}`;
  if (!URL.canParse(target)) {
    throw new HttpError(400, 'the address is not valid');
  }
  const url = new URL(target);
  const { route, params } = findRoute(seen.method, url.pathname);
  seen.route = route.path;
  const call = await publicCall(app, { message, url, address: seen.address, log: app.log.with(seen) }, params);
  const inside = route.isPublic ? undefined : await tenantCall(app, call);
  seen.tenantId = inside?.session.tenantId;
  return route.handle(/** @type {import('./routes.js').Call} */ ({ ...call, ...inside }));
}

/**
 * Errors of ours are told. Any other is logged and reported, unless it comes of the caller having gone away.
 *
 * @param {import('../app.js').App} app
 * @param {{ message: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, error: unknown,
 * seen: Seen }} failure
 */
async function fail(app, { message, response, error, seen }) {
  const isGone = response.destroyed || (message.destroyed && !message.complete);
  if (isGone) {
    app.log.info('caller went away', { ...seen, error });
  } else if (!(error instanceof HttpError)) {
    app.log.error('request failed', { ...seen, error });
    app.telemetry.report(error, { requestId: seen.requestId, route: seen.route });
  }
  if (response.headersSent || isGone) {
    response.destroy();
    return;
  }
  // What was not read of the body would be taken for the next request.
  response.shouldKeepAlive = false;
  const told = error instanceof HttpError ? error : new HttpError(500, 'something went wrong');
  await send(response, { status: told.status, body: { error: told.message }, headers: told.headers });
}

/** @param {import('node:http').ServerResponse} response @param {import('./routes.js').Answer} answer */
async function send(response, { status, body, stream, headers }) {
  const type = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...HEADERS, ...type, ...headers });
  if (stream) {
    await pipeline(stream, response);
  } else {
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }
}
