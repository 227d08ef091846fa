import { connectApp } from './app.js';
import { readConfig } from './config.js';
import { createLogger } from './log.js';
import { migrate } from './migrate.js';
import { startWeb } from './web/server.js';
import { startWorker } from './worker.js';

/**
 * Between SIGTERM and SIGKILL, web processes get 30 seconds and workers 120; a little less is left to finish what was
 * begun.
 */
const SERVICES = { web: { start: startWeb, deadlineMs: 25_000 }, worker: { start: startWorker, deadlineMs: 110_000 } };

/** @param {string} command @param {Record<string, string | undefined>} env */
async function main(command, env) {
  if (command !== 'web' && command !== 'worker' && command !== 'migrate') {
    throw new Error(`the command must be one of web, worker, migrate, got: ${command || 'nothing'}`);
  }
  const config = readConfig(env);
  const log = createLogger({
    level: config.logLevel,
    fields: { application: 'notes', process: command, stage: config.stage, pid: process.pid },
  });
  await (command === 'migrate' ? migrate(config, log) : serve(command, config, log));
}

/**
 * @param {keyof typeof SERVICES} command @param {import('./config.js').Config} config @param
 * {import('./log.js').Logger} log
 */
async function serve(command, config, log) {
  const app = await connectApp(config, log, command);
  const { start, deadlineMs } = SERVICES[command];
  const service = await start(app);
  let stopping = false;
  /** @param {NodeJS.Signals} signal */
  const stop = async (signal) => {
    if (stopping) {
      return;
    }
    stopping = true;
    log.info('stopping', { signal });
    setTimeout(() => {
      log.error('not everything was finished in time');
      process.exit(1);
    }, deadlineMs).unref();
    await service.stop();
    await app.close();
    log.info('stopped');
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main(process.argv[2] ?? '', process.env).catch((error) => {
  createLogger({ level: 'info', fields: { application: 'notes', process: process.argv[2] } }).error('can not run', {
    error,
  });
  process.exitCode = 1;
  // A connection may be open still.
  setTimeout(() => process.exit(), 1000).unref();
});
