import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { sdkLogger } from './log.js';

/**
 * @typedef {{ type: 'email', tenantId: string, emailId: string }} Job
 * @typedef {import('@aws-sdk/client-sqs').Message} Message
 * @typedef {ReturnType<typeof connectJobs>} Jobs
 */

/**
 * The work queue. Messages hold ids, never content.
 *
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Logger} log
 */
export function connectJobs({ region, queueUrl, queueWaitSeconds }, log) {
  const sqs = new SQSClient({ region, logger: sdkLogger(log) });
  return {
    /** @param {Job} job */
    async send(job) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(job) }));
    },
    /** @param {number} count @param {AbortSignal} abortSignal @returns {Promise<Message[]>} */
    async receive(count, abortSignal) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: Math.min(count, 10),
          WaitTimeSeconds: queueWaitSeconds,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        }),
        { abortSignal },
      );
      return Messages;
    },
    /** @param {Message} message */
    async remove({ ReceiptHandle }) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    },
    /** @param {Message} message @param {number} VisibilityTimeout seconds until others may have it */
    async hide({ ReceiptHandle }, VisibilityTimeout) {
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle, VisibilityTimeout }));
    },
    close: () => sqs.destroy(),
  };
}
