import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { sdkLogger } from './log.js';

/** @typedef {ReturnType<typeof connectGlobalTables>} GlobalTables */

/** For so long done jobs are remembered: a day longer than the queue keeps a message. */
const REMEMBERED_SECONDS = 15 * 24 * 60 * 60;

/** A table that does not answer must not hold a sign-up or a job up: it decides nothing. */
const IMPATIENT = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
};

/**
 * The two tables that exist in every Region, once there are several. Without their names nothing is read or written.
 *
 * Neither of them decides anything alone: what is done is decided by the outbox in the database, wherever that is. The
 * table saves the way there
 * for what the queue delivers again, and stands in where the effect is outside of the database, as with a mail service.
 * So a failure is logged, and no more.
 *
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Logger} log
 */
export function connectGlobalTables({ region, idempotencyTable, tenantTable }, log) {
  const dynamo =
    idempotencyTable || tenantTable ? new DynamoDBClient({ region, logger: sdkLogger(log), ...IMPATIENT }) : undefined;
  /** @param {string} what @param {Record<string, unknown>} fields */
  const failed = (what, fields) => (/** @type {unknown} */ error) => log.warn(what, { ...fields, error });
  return {
    /** Whether a job was done before, as far as this Region knows. @param {import('./jobs.js').Job} job */
    async isDone(job) {
      if (!dynamo || !idempotencyTable) {
        return false;
      }
      const read = new GetItemCommand({
        TableName: idempotencyTable,
        Key: { key: { S: keyOf(job) } },
        ConsistentRead: true,
      });
      const found = await dynamo.send(read).catch(failed('done jobs can not be read', job));
      return found?.Item !== undefined;
    },
    /**
     * After the effect, never before: a process that dies in between has the job done again, and not lost. @param
     * {import('./jobs.js').Job} job
     */
    async setDone(job) {
      if (!dynamo || !idempotencyTable) {
        return;
      }
      const expiresAt = Math.floor(Date.now() / 1000) + REMEMBERED_SECONDS;
      const write = new PutItemCommand({
        TableName: idempotencyTable,
        Item: { key: { S: keyOf(job) }, expiresAt: { N: String(expiresAt) } },
      });
      await dynamo.send(write).catch(failed('a done job can not be remembered', job));
    },
    /** Where a new tenant signed up; the first entry stays. @param {string} tenantId */
    async recordTenant(tenantId) {
      if (!dynamo || !tenantTable) {
        return;
      }
      const Item = { tenantId: { S: tenantId }, homeRegion: { S: region } };
      const write = new PutItemCommand({
        TableName: tenantTable,
        Item,
        ConditionExpression: 'attribute_not_exists(tenantId)',
      });
      const warn = failed('a tenant can not be recorded', { tenantId });
      await dynamo.send(write).catch((error) => error instanceof ConditionalCheckFailedException || warn(error));
    },
    close: () => dynamo?.destroy(),
  };
}

/** @param {import('./jobs.js').Job} job */
function keyOf({ type, emailId }) {
  return `${type}:${emailId}`;
}
