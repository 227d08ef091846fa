import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { OnCallTopic, OnCallTopicProps } from '../../../lib/operations';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';
import { ACCOUNT, failureOf, operationsStack } from './alarms';

function synth(props?: OnCallTopicProps): Template {
  const stack = operationsStack();
  new OnCallTopic(stack, 'OnCall', props);
  return Template.fromStack(stack);
}

const services = ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'costalerts.amazonaws.com'];

test('minimal: an encrypted topic that the watching services can publish to', () => {
  const template = synth();
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue(), TopicName: Match.absent() });
  template.hasResource('AWS::KMS::Key', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'AllowPublishers',
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Principal: { Service: services },
            Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
          }),
          Match.objectLike({ Sid: 'AllowEvents', Principal: { Service: 'events.amazonaws.com' } }),
        ]),
      },
    },
  });
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Deny',
          Action: 'sns:Publish',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
        Match.objectLike({
          Sid: 'AllowPublishers',
          Principal: { Service: services },
          Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
        }),
        Match.objectLike({ Sid: 'AllowEvents', Principal: { Service: 'events.amazonaws.com' } }),
      ]),
    },
  });
  template.resourceCountIs('AWS::SNS::Subscription', 0);
});

test('maximal: people and on-call tools', () => {
  const template = synth({
    emails: ['ops@example.com'],
    httpsEndpoints: ['https://events.example.com/integration/1/enqueue'],
    displayName: 'Shop',
  });
  expectGoldenTemplate('on-call-topic', template);
  template.hasResourceProperties('AWS::SNS::Topic', { DisplayName: 'Shop' });
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.com' });
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'https',
    Endpoint: 'https://events.example.com/integration/1/enqueue',
  });
});

test('subscribers can join later, and their order changes no logical id', () => {
  const stack = operationsStack();
  const topic = new OnCallTopic(stack, 'OnCall', { emails: ['b@example.com'] });
  topic.addEmail('a@example.com');
  topic.addHttpsEndpoint('https://events.example.com/1');
  const ids = Object.keys(Template.fromStack(stack).findResources('AWS::SNS::Subscription')).sort();
  const other = Object.keys(
    synth({
      emails: ['a@example.com', 'b@example.com'],
      httpsEndpoints: ['https://events.example.com/1'],
    }).findResources('AWS::SNS::Subscription'),
  ).sort();
  expect(ids).toEqual(other);
});

test('a given key is used and keeps its policy', () => {
  const app = new App();
  const stack = operationsStack('eu-west-1', app);
  const encryptionKey = Key.fromKeyArn(stack, 'Given', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/abc`);
  const topic = new OnCallTopic(stack, 'OnCall', { encryptionKey });
  expect(topic.encryptionKey).toBe(encryptionKey);
  Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 0);
});

test('the owner of a key can let the publishers use it', () => {
  const stack = new Stack();
  OnCallTopic.allowPublishers(new Key(stack, 'Key'));
  Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Sid: 'AllowPublishers' })]) },
  });
});

test('encryption can be switched off', () => {
  const template = synth({ encrypted: false });
  template.resourceCountIs('AWS::KMS::Key', 0);
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.absent() });
});

test('errors: all problems at once', () => {
  expect(
    failureOf(() =>
      synth({
        emails: ['ops', 'a@b.cd', 'a@b.cd'],
        httpsEndpoints: ['http://events.example.com'],
        encrypted: false,
        encryptionKey: {} as any,
        displayName: 'x'.repeat(101),
      }),
    ),
  ).toBe(
    'Operations/OnCall: `emails` must hold e-mail addresses, got: "ops"; correct the address; ' +
      ('`httpsEndpoints` must hold addresses that start with https://, got: "http://events.example.com"; ' +
        'copy the address of the integration; ') +
      '`emails` must not hold an address twice, got: ["a@b.cd"]; remove the repetition; ' +
      '`encryptionKey` must be absent if `encrypted` is false, got: a key; remove one of the two; ' +
      '`displayName` must be at most 100 characters long, got: 101 characters; shorten it',
  );
  expect(failureOf(() => new OnCallTopic(operationsStack(), 'OnCall').addEmail('ops'))).toBe(
    'Operations/OnCall: `emails` must hold e-mail addresses, got: "ops"; correct the address',
  );
});

test.each([[{}], [{ encrypted: false }]])('cdk-nag is clean: %j', (props) => {
  const app = new App();
  new OnCallTopic(operationsStack('eu-west-1', app), 'OnCall', { emails: ['ops@example.com'], ...props });
  expect(nagFindings(app)).toEqual([]);
});
