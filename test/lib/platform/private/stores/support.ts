import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { GrowthPlatformProps } from '../../../../../lib';
import { pinFeatureFlags } from '../../../../../lib/platform/private/feature-flags';
import { GrowthStack } from '../../../../../lib/platform/private/growth-stack';
import { NetworkStack } from '../../../../../lib/platform/private/network-stack';
import { PlatformPlan, planOf } from '../../../../../lib/platform/private/platform-plan';
import { SecondaryStoreContext, Store, StoreContext } from '../../../../../lib/platform/private/stores/store';
import { PROPS } from '../../props';

/** A Region with a data stack that holds nothing but a key, and empty stacks beside it. */
export interface EmptyRegion<T extends StoreContext = StoreContext> {
  readonly context: T;
  readonly data: Stack;
  readonly service: Stack;
  readonly operations: Stack;
}

/** The home Region, and the first secondary Region if the properties name one. */
export interface EmptyRegions {
  readonly home: EmptyRegion;
  readonly secondary: EmptyRegion<SecondaryStoreContext>;
}

/** The Regions of a platform, for a single store to be made in. */
export function emptyRegions(props: Partial<GrowthPlatformProps> = {}): EmptyRegions {
  const app = new App();
  pinFeatureFlags(app);
  const plan = planOf({ ...PROPS, ...props });
  const [first] = plan.secondaries;
  return { home: emptyRegion(app, plan), secondary: first && emptyRegion(new Stack(app, 'Secondary'), first) };
}

function emptyRegion<T extends PlatformPlan>(scope: App | Stack, plan: T): EmptyRegion<StoreContext & { plan: T }> {
  const network = new NetworkStack(scope, plan);
  const data = new GrowthStack(scope, 'Data', { plan, part: 'data', description: 'One store', tagStage: false });
  const env = { account: data.account, region: data.region };
  return {
    context: { plan, network, key: new Key(data, 'Key') },
    data,
    service: new Stack(scope, 'Service', { env }),
    operations: new Stack(scope, 'Operations', { env }),
  };
}

/** Asks a store everything that makes resources outside the data stack: grants, alarms and scaling. */
export function deployed<T extends Store>(store: T, { service, operations }: EmptyRegion, muted = false): T {
  store.grantTo(new Role(service, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') }));
  store.addAlarms(operations, { actions: [new SnsAction(new Topic(operations, 'Topic'))], muted });
  store.addScaling(operations);
  return store;
}

/** How many resources of each type a stack has; without the key. */
export function typesIn(stack: Stack): Record<string, number> {
  const types = Object.values<{ Type: string }>(Template.fromStack(stack).toJSON().Resources ?? {})
    .map(({ Type }) => Type)
    .filter((type) => type !== 'AWS::KMS::Key');
  return Object.fromEntries([...new Set(types)].map((type) => [type, types.filter((other) => other === type).length]));
}

/** What a process of the workload may do, as `actions on resources`, one string for each statement. */
export function grantsOf({ service }: EmptyRegion): string[] {
  const policies = Object.values(Template.fromStack(service).findResources('AWS::IAM::Policy'));
  return policies
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .map(({ Effect, Action, Resource }) => `${Effect} ${[Action].flat().join(', ')} on ${[Resource].flat().map(text)}`);
}

/** A value of a template as text: `<Queue.Arn>` stands for an attribute of a resource of the data stack. */
export function text(value: any): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value['Fn::Join']) {
    return value['Fn::Join'][1].map(text).join(value['Fn::Join'][0]);
  }
  if (value['Fn::GetStackOutput']) {
    const { OutputName } = value['Fn::GetStackOutput'];
    const [, id, attribute] = /^PublishOutput(?:FnGetAtt|Ref)(.*?)[0-9A-F]{8}(.*?)[0-9A-F]{8}$/.exec(OutputName)!;
    return `<${id}${attribute ? `.${attribute}` : ''}>`;
  }
  return `<${value.Ref ?? value['Fn::GetAtt'].join('.')}>`;
}

/** The alarms by their path, and whether they call people. */
export function alarmsOf({ operations }: EmptyRegion): Record<string, boolean> {
  const alarms = Object.entries(Template.fromStack(operations).findResources('AWS::CloudWatch::Alarm'));
  return Object.fromEntries(
    alarms.map(([id, { Properties }]) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      Properties.ActionsEnabled !== false && Properties.AlarmActions.length === 1 && Properties.OKActions.length === 1,
    ]),
  );
}

/** What is scaled. */
export function scalingOf({ operations }: EmptyRegion): Record<string, any>[] {
  const targets = Template.fromStack(operations).findResources('AWS::ApplicationAutoScaling::ScalableTarget');
  return Object.values(targets).map(({ Properties }) => Properties);
}

/** The titles of the sections of a store, each with the titles of its graphs. */
export function sectionsOf(store: Store): Record<string, string[]> {
  return Object.fromEntries(
    store
      .dashboardSections()
      .map(({ title, widgets }) => [title, widgets.map((widget) => widget.toJson()[0].properties.title)]),
  );
}

/** The variables of a store as the workload sees them; a secret as `secret <field>`. */
export function variablesOf(
  store: Store,
  process = { usesProxy: true, usesSharedCache: true },
): Record<string, unknown> {
  const { environment = {}, secrets = {} } = store.variables(process);
  const hidden = Object.entries(secrets).map(([name, { fieldName }]) => [name, `secret ${fieldName ?? 'as a whole'}`]);
  return { ...environment, ...Object.fromEntries(hidden) };
}
