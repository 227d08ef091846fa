import { AttributeValue, CreateTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { emulatorPython } from '../../../emulator/install';
import { freePorts, Program } from './processes';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' };

export const REGION = 'eu-west-1';

/** How often a job is tried before it goes to the dead-letter queue: less than in production, for the sake of time. */
const MAX_RECEIVE_COUNT = 2;

/** An emulator of SQS, S3 and DynamoDB. */
export class Aws {
  public static async start(): Promise<Aws> {
    const [port] = await freePorts(1);
    const aws = new Aws(port);
    await aws.program.until('answers', async () => (await fetch(`${aws.endpoint}/moto-api/`)).ok || undefined, 60_000);
    return aws;
  }

  public readonly endpoint: string;
  private readonly program: Program;
  private readonly sqs: SQSClient;
  private readonly s3: S3Client;
  private readonly dynamo: DynamoDBClient;

  private constructor(port: number) {
    this.endpoint = `http://127.0.0.1:${port}`;
    this.program = new Program(
      'the emulator of AWS',
      emulatorPython(),
      ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)],
      {},
    );
    const credentials = {
      accessKeyId: CREDENTIALS.AWS_ACCESS_KEY_ID,
      secretAccessKey: CREDENTIALS.AWS_SECRET_ACCESS_KEY,
    };
    this.sqs = new SQSClient({ region: REGION, endpoint: this.endpoint, credentials });
    this.s3 = new S3Client({ region: REGION, endpoint: this.endpoint, credentials, forcePathStyle: true });
    this.dynamo = new DynamoDBClient({ region: REGION, endpoint: this.endpoint, credentials });
  }

  /** What the SDK of the application needs to find the emulator; on AWS, all of it comes from the platform. */
  public get environment(): Record<string, string> {
    return { ...CREDENTIALS, AWS_REGION: REGION, AWS_ENDPOINT_URL: this.endpoint };
  }

  public async createBucket(name: string): Promise<string> {
    await this.s3.send(
      new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration: { LocationConstraint: REGION } }),
    );
    return name;
  }

  public async createTable(name: string, partitionKey: string): Promise<string> {
    await this.dynamo.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: partitionKey, AttributeType: 'S' }],
        KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
      }),
    );
    return name;
  }

  /** Everything in a table. */
  public async scan(name: string): Promise<Record<string, AttributeValue>[]> {
    const { Items = [] } = await this.dynamo.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
    return Items;
  }

  public async createQueue(name: string): Promise<{ url: string; deadLetterUrl: string }> {
    const deadLetterUrl = await this.queue(`${name}-dead`, {});
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: deadLetterUrl, AttributeNames: ['QueueArn'] }),
    );
    const redrive = JSON.stringify({ deadLetterTargetArn: Attributes!.QueueArn, maxReceiveCount: MAX_RECEIVE_COUNT });
    return { url: await this.queue(name, { RedrivePolicy: redrive, VisibilityTimeout: '180' }), deadLetterUrl };
  }

  public async send(queueUrl: string, body: string): Promise<void> {
    await this.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
  }

  /** The bodies of what is in a queue now. */
  public async peek(queueUrl: string): Promise<string[]> {
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    return Messages.map(({ Body }) => Body ?? '');
  }

  public async stop(): Promise<void> {
    this.sqs.destroy();
    this.s3.destroy();
    this.dynamo.destroy();
    await this.program.stop();
  }

  private async queue(name: string, attributes: Record<string, string>): Promise<string> {
    const { QueueUrl } = await this.sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    return QueueUrl!;
  }
}
