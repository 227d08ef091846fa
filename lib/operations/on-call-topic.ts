import { Stack, Token } from 'aws-cdk-lib';
import { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';

/** Services that send their account, so that alarms, budgets and anomalies of other accounts can be refused. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'costalerts.amazonaws.com'];

/** EventBridge, which sends the ARN of its rule, but no account when it uses the key. */
const EVENTS = 'events.amazonaws.com';

/** Properties of `OnCallTopic`. */
export interface OnCallTopicProps {
  /**
   * E-mail addresses that are notified. Each recipient has to confirm a message from AWS once.
   *
   * @default - no e-mail
   */
  readonly emails?: string[];

  /**
   * HTTPS endpoints that are notified, for example the Amazon CloudWatch integration of PagerDuty or Opsgenie. Such a
   * URL is a credential, and everybody who reads the template can read it.
   *
   * @default - no endpoints
   */
  readonly httpsEndpoints?: string[];

  /**
   * A key of your own, in the same Region. Its policy must allow the publishing services to use it: call
   * `OnCallTopic.allowPublishers(key)` in the stack of the key.
   *
   * @default - a new key with such a policy, for 1 USD a month (list price of 2026-09-29). The key that AWS manages for
   * Amazon SNS is free, but alarms cannot publish to a topic that is encrypted with it
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether messages are encrypted at rest.
   *
   * @default true
   */
  readonly encrypted?: boolean;

  /**
   * The name of the sender in e-mail, at most 100 characters.
   *
   * @default - 'AWS Notifications'
   */
  readonly displayName?: string;
}

/** A topic that sends alarms, budget alerts, cost anomalies and events to people, by e-mail and with on-call tools. */
export class OnCallTopic extends Construct {
  /**
   * Allows CloudWatch, AWS Budgets, Cost Anomaly Detection and EventBridge to publish to topics that are encrypted with
   * a key.
   *
   * @param key the key, whose policy gets two statements
   */
  public static allowPublishers(key: IKey): void {
    const actions = ['kms:Decrypt', 'kms:GenerateDataKey*'];
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowPublishers',
        principals: PUBLISHERS.map((service) => new ServicePrincipal(service)),
        actions,
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(key).account } },
      }),
    );
    // EventBridge supports no condition keys when it publishes to an encrypted topic (Amazon SNS Developer Guide,
    // sns-key-management).
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowEvents',
        principals: [new ServicePrincipal(EVENTS)],
        actions,
        resources: ['*'],
      }),
    );
  }

  /** The topic. */
  public readonly topic: Topic;

  /** The alarm action that notifies the topic. */
  public readonly alarmAction: IAlarmAction;

  /** The key; undefined if the topic is not encrypted. */
  public readonly encryptionKey?: IKey;

  constructor(scope: Construct, id: string, props: OnCallTopicProps = {}) {
    super(scope, id);
    this.checkProps(props);
    this.encryptionKey = this.resolveKey(props);
    this.topic = this.createTopic(props);
    this.admitPublishers();
    (props.emails ?? []).forEach((address) => this.addEmail(address));
    (props.httpsEndpoints ?? []).forEach((address) => this.addHttpsEndpoint(address));
    this.alarmAction = new SnsAction(this.topic);
  }

  /**
   * Adds an e-mail address.
   *
   * @param address the address
   */
  public addEmail(address: string): void {
    const problems = new Problems();
    checkEmail(problems, address);
    problems.throwIfAny(this.node.path);
    this.topic.addSubscription(new EmailSubscription(address));
  }

  /**
   * Adds an HTTPS endpoint.
   *
   * @param address the URL, which starts with `https://`
   */
  public addHttpsEndpoint(address: string): void {
    const problems = new Problems();
    checkEndpoint(problems, address);
    problems.throwIfAny(this.node.path);
    this.topic.addSubscription(new UrlSubscription(address));
  }

  private resolveKey(props: OnCallTopicProps): IKey | undefined {
    if (props.encrypted === false || props.encryptionKey) {
      return props.encryptionKey;
    }
    const key = new Key(this, 'Key', {
      description: `Messages of ${this.node.path}`.slice(0, 8192),
      enableKeyRotation: true,
    });
    OnCallTopic.allowPublishers(key);
    return key;
  }

  private createTopic(props: OnCallTopicProps): Topic {
    return new Topic(this, 'Topic', {
      masterKey: this.encryptionKey,
      displayName: props.displayName,
      enforceSSL: true,
    });
  }

  private admitPublishers(): void {
    const stack = Stack.of(this);
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowPublishers',
        principals: PUBLISHERS.map((service) => new ServicePrincipal(service)),
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
    );
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowEvents',
        principals: [new ServicePrincipal(EVENTS)],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'events', resource: 'rule', resourceName: '*' }) },
        },
      }),
    );
  }

  private checkProps(props: OnCallTopicProps): void {
    const problems = new Problems();
    (props.emails ?? []).forEach((address) => checkEmail(problems, address));
    (props.httpsEndpoints ?? []).forEach((address) => checkEndpoint(problems, address));
    checkUnique(problems, 'emails', props.emails);
    checkUnique(problems, 'httpsEndpoints', props.httpsEndpoints);
    problems.require(
      props.encrypted !== false || props.encryptionKey === undefined,
      '`encryptionKey` must be absent if `encrypted` is false, got: a key; remove one of the two',
    );
    const name = props.displayName;
    problems.require(
      name === undefined || Token.isUnresolved(name) || name.length <= 100,
      `\`displayName\` must be at most 100 characters long, got: ${name?.length} characters; shorten it`,
    );
    problems.throwIfAny(this.node.path);
  }
}

function checkEmail(problems: Problems, address: string): void {
  problems.require(
    Token.isUnresolved(address) || /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(address),
    `\`emails\` must hold e-mail addresses, got: ${got(address)}; correct the address`,
  );
}

function checkEndpoint(problems: Problems, address: string): void {
  problems.require(
    Token.isUnresolved(address) || /^https:\/\/[^\s/]+\.[^\s]+$/.test(address),
    `\`httpsEndpoints\` must hold addresses that start with https://, got: ${got(address)}; copy the ` +
      'address of the integration',
  );
}

function checkUnique(problems: Problems, name: string, values: string[] = []): void {
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  problems.require(
    twice.length === 0,
    `\`${name}\` must not hold an address twice, got: ${got(twice)}; remove the repetition`,
  );
}
