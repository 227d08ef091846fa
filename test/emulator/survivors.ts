import { DecryptCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Environment, PhysicalResource } from './environment';
import { originsOf } from './origins';
import { Report } from './report';

/**
 * Types that hold data, or an address that something outside knows: none of them may get another physical id, or
 * vanish.
 */
export const STATEFUL_TYPES: readonly string[] = [
  'AWS::CloudFront::Distribution',
  'AWS::DynamoDB::GlobalTable',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCPeeringConnection',
  'AWS::ECR::Repository',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::ElastiCache::User',
  'AWS::KMS::Key',
  'AWS::KMS::ReplicaKey',
  'AWS::Logs::LogGroup',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBClusterParameterGroup',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBProxy',
  'AWS::RDS::DBSubnetGroup',
  'AWS::RDS::GlobalCluster',
  'AWS::Route53::HostedZone',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
];

const OBJECT = 'uploads/written-at-the-first-stage';
const WORDS = 'written at the first stage';

/** What was there before: ids, times of birth and data that must all be found again. */
export class Survivors {
  private readonly known = new Map<string, PhysicalResource>();
  private outputs: Record<string, string> = {};
  private origins: Record<string, string> = {};
  private cipher?: Uint8Array;
  private password = '';

  constructor(private readonly environment: Environment) {}

  /**
   * Compares the physical ids of all stateful resources with those of every deployment before, and remembers the new
   * ones.
   *
   * @param leaving those that the deployment has to remove, by `part/logical id`
   */
  public async compareIds(report: Report, leaving: RegExp = /^$/): Promise<void> {
    const stateful = (await this.environment.resources()).filter(({ type }) => STATEFUL_TYPES.includes(type));
    const now = new Map(stateful.map((resource) => [keyOf(resource), resource]));
    const before = [...this.known.values()];
    const gone = before.filter((old) => leaving.test(keyOf(old)));
    const kept = before.filter((old) => !gone.includes(old));
    if (before.length > 0) {
      report.every(
        'stateful resources keep their physical ids',
        kept,
        (old) => now.get(keyOf(old))?.id === old.id,
        (old) => `${keyOf(old)} was ${old.id}, is ${now.get(keyOf(old))?.id ?? 'gone'}`,
      );
    }
    if (leaving.source !== '^$') {
      report.every(
        'copies and stores that this deployment has to remove are gone',
        gone,
        (old) => !now.has(keyOf(old)),
        keyOf,
      );
      gone.forEach((old) => this.known.delete(keyOf(old)));
    }
    now.forEach((resource, key) => this.known.set(key, resource));
  }

  /**
   * Compares what stacks read from one another with every deployment before. The CDK CLI leaves a stack out whose
   * template has not changed: a new value behind a weak reference would not reach it.
   */
  public async compareOutputs(report: Report): Promise<void> {
    const now = await this.environment.outputs();
    const before = Object.entries(this.outputs).filter(([name]) => name in now);
    if (before.length > 0) {
      report.every(
        'outputs that other stacks read keep their values',
        before,
        ([name, value]) => now[name] === value,
        ([name, value]) => `${name} was ${value}, is ${now[name]}`,
      );
    }
    this.outputs = { ...this.outputs, ...now };
  }

  /** Compares when stores were made with every deployment before, and remembers the new ones. */
  public async compareOrigins(report: Report): Promise<void> {
    const now = await originsOf(this.environment);
    const before = Object.entries(this.origins).filter(([name]) => name in now);
    if (before.length > 0) {
      report.every(
        'stores were made once',
        before,
        ([name, origin]) => now[name] === origin,
        ([name, origin]) => `${name} was made ${origin}, now ${now[name]}`,
      );
    }
    this.origins = now;
  }

  /** Puts data into bucket and queue, encrypts with the key, notes the password. */
  public async leaveTraces(): Promise<void> {
    const { home } = this.environment;
    const { bucket, queue, key, secret } = await this.ids();
    await home.s3.send(new PutObjectCommand({ Bucket: bucket, Key: OBJECT, Body: WORDS }));
    await home.sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: WORDS }));
    this.cipher = (
      await home.kms.send(new EncryptCommand({ KeyId: key, Plaintext: Buffer.from(WORDS) }))
    ).CiphertextBlob;
    this.password = await this.passwordOf(secret);
  }

  /** Looks for everything that `leaveTraces` left. */
  public async findTraces(report: Report): Promise<void> {
    const { home } = this.environment;
    const { bucket, queue, secret } = await this.ids();
    const object = await home.s3.send(new GetObjectCommand({ Bucket: bucket, Key: OBJECT }));
    report.equal('the object of the first stage is in the bucket', await object.Body?.transformToString(), WORDS);
    const received = await home.sqs.send(new ReceiveMessageCommand({ QueueUrl: queue, VisibilityTimeout: 0 }));
    report.equal('the message of the first stage is in the queue', received.Messages?.[0]?.Body, WORDS);
    await this.decrypt(report, this.environment);
    report.check(
      'the master password is that of the first stage',
      (await this.passwordOf(secret)) === this.password,
      'it has changed',
    );
  }

  /** Looks for what `leaveTraces` left in what a further Region has copies of. */
  public async findTracesIn(report: Report, further: Environment): Promise<void> {
    await this.decrypt(report, further);
    const name = (await this.environment.databaseSecret()).replace(
      `:${this.environment.region}:`,
      `:${further.region}:`,
    );
    const value = await further.home.secrets.send(new GetSecretValueCommand({ SecretId: name }));
    const { password } = JSON.parse(value.SecretString ?? '{}') as { password?: string };
    report.check(
      `the copy of the secret in ${further.region} has the master password of the first stage`,
      password === this.password,
      'it is another one',
    );
  }

  private async decrypt(report: Report, { home, region }: Environment): Promise<void> {
    const plain = await home.kms.send(new DecryptCommand({ CiphertextBlob: this.cipher }));
    report.equal(
      `the key in ${region} decrypts what was encrypted at the first stage`,
      Buffer.from(plain.Plaintext ?? []).toString(),
      WORDS,
    );
  }

  private async ids(): Promise<Record<'bucket' | 'queue' | 'key' | 'secret', string>> {
    const data = (await this.environment.resourcesHere()).filter(({ part }) => part === 'data');
    const id = (type: string, pattern: RegExp): string => {
      const found = data.find((resource) => resource.type === type && pattern.test(resource.logicalId));
      if (!found) {
        throw new Error(`the data stack has no ${type} ${pattern}`);
      }
      return found.id;
    };
    return {
      bucket: id('AWS::S3::Bucket', /^Assets/),
      queue: id('AWS::SQS::Queue', /^Queue(?!DeadLetters)/),
      key: id('AWS::KMS::Key', /^Key/),
      secret: id('AWS::SecretsManager::Secret', /^DatabaseSecret/),
    };
  }

  private async passwordOf(secret: string): Promise<string> {
    const value = await this.environment.home.secrets.send(new GetSecretValueCommand({ SecretId: secret }));
    return (JSON.parse(value.SecretString ?? '{}') as { password: string }).password;
  }
}

function keyOf({ region, part, logicalId }: PhysicalResource): string {
  return [region, part, logicalId].filter((word) => word !== undefined).join('/');
}
