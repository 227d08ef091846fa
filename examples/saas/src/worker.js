import { setTimeout as sleep } from 'node:timers/promises';
import { overdueEmails, sendEmail } from './emails.js';

/** Seconds for which a job at work is kept from other workers; renewed at half of it. */
const LEASE_SECONDS = 60;

/**
 * Takes jobs off the queue until it is stopped; what was begun is finished.
 *
 * @param {import('./app.js').App} app
 * @returns {{ stop(): Promise<void> }}
 */
export function startWorker(app) {
  const stopping = new AbortController();
  const running = Promise.all([consume(app, stopping.signal), sweep(app, stopping.signal)]);
  app.log.info('worker started', { concurrency: app.config.workerConcurrency });
  return {
    async stop() {
      stopping.abort();
      await running;
      app.log.info('worker stopped');
    },
  };
}

/** @param {import('./app.js').App} app @param {AbortSignal} signal */
async function consume(app, signal) {
  const { config, jobs, log } = app;
  /** @type {Set<Promise<void>>} */
  const atWork = new Set();
  while (!signal.aborted) {
    try {
      for (const message of await jobs.receive(config.workerConcurrency - atWork.size, signal)) {
        const job = runJob(app, message).finally(() => atWork.delete(job));
        atWork.add(job);
      }
    } catch (error) {
      if (!signal.aborted) {
        log.error('queue can not be read', { error });
        await pause(1000, signal);
      }
    }
    if (atWork.size >= config.workerConcurrency) {
      await Promise.race(atWork);
    }
  }
  await Promise.all(atWork);
}

/**
 * Never throws. A job that fails comes back later and later; after the queue's limit it goes to the dead-letter queue.
 *
 * @param {import('./app.js').App} app
 * @param {import('./jobs.js').Message} message
 */
async function runJob(app, message) {
  const attempt = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
  const log = app.log.with({ messageId: message.MessageId, attempt });
  const startedAt = Date.now();
  let failed = false;
  const lease = setInterval(
    () => {
      app.jobs.hide(message, LEASE_SECONDS).catch((error) => log.warn('lease not renewed', { error }));
    },
    (LEASE_SECONDS / 2) * 1000,
  );
  try {
    await app.jobs.hide(message, LEASE_SECONDS);
    const job = parseJob(message.Body ?? '');
    const effective = await doOnce(app, job);
    await app.jobs.remove(message);
    log.info(effective ? 'job done' : 'job was done already', { ...job, ms: Date.now() - startedAt });
  } catch (error) {
    failed = true;
    log.error('job failed', { error });
    app.telemetry.report(error, { messageId: message.MessageId ?? '' });
    await app.jobs.hide(message, Math.min(2 ** attempt, 900)).catch(() => undefined);
  } finally {
    clearInterval(lease);
    app.telemetry.record({
      name: 'job',
      kind: 'consumer',
      startedAt,
      attributes: { 'messaging.system': 'aws_sqs', attempt },
      failed,
    });
  }
}

/**
 * @param {import('./app.js').App} app
 * @param {import('./jobs.js').Job} job
 * @returns {Promise<boolean>} whether it was done now
 */
async function doOnce({ database, tables }, job) {
  if (await tables.isDone(job)) {
    return false;
  }
  const effective = await sendEmail(database, job);
  await tables.setDone(job);
  return effective;
}

/** @param {string} body @returns {import('./jobs.js').Job} */
function parseJob(body) {
  const job = JSON.parse(body);
  if (job?.type !== 'email' || typeof job.tenantId !== 'string' || typeof job.emailId !== 'string') {
    throw new Error('the message is no job of this application');
  }
  return job;
}

/** @param {import('./app.js').App} app @param {AbortSignal} signal */
async function sweep({ config, database, jobs, log }, signal) {
  while (!signal.aborted) {
    try {
      const overdue = await overdueEmails(database, config.sweepSeconds);
      await Promise.all(overdue.map((job) => jobs.send({ type: 'email', ...job })));
      if (overdue.length > 0) {
        log.warn('jobs announced again', { count: overdue.length });
      }
    } catch (error) {
      log.error('outbox can not be swept', { error });
    }
    await pause(config.sweepSeconds * 1000, signal);
  }
}

/** @param {number} ms @param {AbortSignal} signal */
async function pause(ms, signal) {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
