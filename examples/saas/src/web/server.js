import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { callerAddress, HttpError } from './http.js';
import { findRoute, publicCall, tenantCall } from './routes.js';

/** Longer than the load balancer keeps an idle connection (60 seconds): otherwise it would send requests into closed ones. */
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
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: KEEP_ALIVE_MS + 1000, requestTimeout: REQUEST_TIMEOUT_MS });
  let stopping = false;
  /** @type {Set<import('node:net').Socket>} connections that were opened and never used, which the server does not count as idle */
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
  const started = performance.now();
  const requestId = String(message.headers['x-amzn-trace-id'] ?? randomUUID());
  let log = app.log.with({ requestId, method: message.method });
  const address = callerAddress(message, app.config.trustedProxies);
  try {
    const url = new URL(message.url ?? '/', 'http://localhost');
    const { route, params } = findRoute(message.method ?? 'GET', url.pathname);
    log = log.with({ route: route.path });
    const call = await publicCall(app, { message, url, address, log }, params);
    const inside = route.isPublic ? undefined : await tenantCall(app, call);
    log = inside ? log.with({ tenantId: inside.session.tenantId }) : log;
    const result = await route.handle(/** @type {import('./routes.js').Call} */ ({ ...call, ...inside, log }));
    response.shouldKeepAlive &&= !isStopping();
    await send(response, result);
  } catch (error) {
    await refuse(response, error, log);
  }
  const level = message.url === '/health' ? 'debug' : 'info';
  log[level]('request', { status: response.statusCode, address, ms: Math.round(performance.now() - started) });
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

/** Errors of ours are told; anything else is logged, and the caller gets to know that it was not their fault. @param {import('node:http').ServerResponse} response @param {any} error @param {import('../log.js').Logger} log */
async function refuse(response, error, log) {
  const isOurs = error instanceof HttpError;
  if (!isOurs) {
    log.error('request failed', { error });
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // What was not read of the body would be taken for the next request.
  response.shouldKeepAlive = false;
  await send(response, { status: isOurs ? error.status : 500, body: { error: isOurs ? error.message : 'something went wrong' }, headers: isOurs ? error.headers : {} });
}
