import { HOURS_PER_MONTH } from './price-list';
import { clusterInstance, databaseProxy, isMember } from './database-charges';
import { numberAt, referenced, StackTemplate, StackResource, valueAt } from '../templates';

/** Something that is paid for by time, whether it is used or not. */
export interface Charge {
  readonly service: string;
  readonly sku: string;

  /** How many units of the price. Hours are those of one month. */
  readonly quantity: number;

  /** What is bought, in words. */
  readonly what: string;
}

/** Finds the charges of one resource of a template. */
type Charger = (resource: StackResource, template: StackTemplate, id: string) => readonly Charge[];

/** Health checks look at the distribution by name; the higher price, of endpoints outside AWS, is taken. */
const HEALTH_CHECK_OPTIONS = ['MeasureLatency', 'SearchString'];

/** What the resource types cost that are paid for by time. */
export const CHARGERS: Readonly<Record<string, Charger>> = {
  'AWS::AutoScaling::AutoScalingGroup': machines,
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::CompositeAlarm': () => [{ service: 'CloudWatch', sku: 'alarm-composite', quantity: 1, what: 'composite alarm' }],
  'AWS::CloudWatch::Dashboard': () => [{ service: 'CloudWatch', sku: 'dashboard', quantity: 1, what: 'dashboard' }],
  'AWS::EC2::EIP': () => [{ service: 'VPC', sku: 'public-ipv4-in-use', quantity: HOURS_PER_MONTH, what: 'public IPv4 address' }],
  'AWS::EC2::NatGateway': () => [{ service: 'VPC', sku: 'nat-gateway-hour', quantity: HOURS_PER_MONTH, what: 'NAT gateway' }],
  'AWS::EC2::VPCEndpoint': interfaceEndpoint,
  'AWS::ECS::Service': tasks,
  'AWS::ElastiCache::ReplicationGroup': cacheNodes,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': () => [{ service: 'ELB', sku: 'alb-hour', quantity: HOURS_PER_MONTH, what: 'application load balancer' }],
  'AWS::KMS::Key': () => [{ service: 'KMS', sku: 'customer-managed-key', quantity: 1, what: 'customer managed key' }],
  'AWS::KMS::ReplicaKey': () => [{ service: 'KMS', sku: 'customer-managed-key', quantity: 1, what: 'customer managed key' }],
  'AWS::RDS::DBInstance': (instance, template) => (isMember(instance) ? clusterInstance(instance, template) : databaseInstance(instance, template)),
  'AWS::RDS::DBProxy': databaseProxy,
  'AWS::Route53::HealthCheck': healthCheck,
  'AWS::Route53::HostedZone': () => [{ service: 'Route53', sku: 'hosted-zone-first-25', quantity: 1, what: 'hosted zone' }],
  'AWS::SecretsManager::Secret': secret,
  'AWS::WAFv2::WebACL': webAcl,
};

function machines(group: StackResource, { resources }: StackTemplate): readonly Charge[] {
  const count = numberAt(group, ['MinSize'], 1);
  const template = resources[referenced(valueAt(group, ['LaunchTemplate', 'LaunchTemplateId'])) ?? ''];
  const type = String(valueAt(template, ['LaunchTemplateData', 'InstanceType']));
  const volumes = (valueAt(template, ['LaunchTemplateData', 'BlockDeviceMappings']) as { Ebs?: { VolumeSize?: number } }[] | undefined) ?? [];
  const gib = volumes.reduce((sum, { Ebs }) => sum + (Ebs?.VolumeSize ?? 0), 0);
  const isPublic = JSON.stringify(template?.Properties ?? {}).includes('"AssociatePublicIpAddress":true');
  return [
    { service: 'EC2', sku: type, quantity: count * HOURS_PER_MONTH, what: `${count} x ${type} machine` },
    ...(gib > 0 ? [{ service: 'EBS', sku: 'gp3-storage', quantity: count * gib, what: `${count} x ${gib} GiB gp3 volume` }] : []),
    ...(isPublic ? [{ service: 'VPC', sku: 'public-ipv4-in-use', quantity: count * HOURS_PER_MONTH, what: `${count} x public IPv4 address` }] : []),
  ];
}

function alarm(resource: StackResource): readonly Charge[] {
  const metrics = (valueAt(resource, ['Metrics']) as { MetricStat?: unknown }[] | undefined)?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1;
  return [{ service: 'CloudWatch', sku: 'alarm-standard', quantity: metrics, what: 'alarm metric' }];
}

function interfaceEndpoint(endpoint: StackResource): readonly Charge[] {
  if (valueAt(endpoint, ['VpcEndpointType']) !== 'Interface') {
    return [];
  }
  const zones = (valueAt(endpoint, ['SubnetIds']) as unknown[] | undefined)?.length ?? 1;
  return [{ service: 'VPC', sku: 'interface-endpoint-hour-per-AZ', quantity: zones * HOURS_PER_MONTH, what: `interface endpoint in ${zones} zones` }];
}

/** The fewest tasks that scaling keeps; a service without scaling runs its desired count. */
function tasks(service: StackResource, { resources }: StackTemplate, id: string): readonly Charge[] {
  const targets = Object.values(resources).filter(({ Type }) => Type === 'AWS::ApplicationAutoScaling::ScalableTarget');
  const target = targets.find(({ Properties }) => JSON.stringify(Properties?.ResourceId).includes(`"${id}"`));
  const count = numberAt(target, ['MinCapacity'], numberAt(service, ['DesiredCount'], 1));
  const definition = resources[referenced(valueAt(service, ['TaskDefinition'])) ?? ''];
  const vcpu = numberAt(definition, ['Cpu'], 256) / 1024;
  const gib = numberAt(definition, ['Memory'], 512) / 1024;
  return count === 0
    ? []
    : [
        { service: 'Fargate', sku: 'linux-arm64/vcpu', quantity: count * vcpu * HOURS_PER_MONTH, what: `${count} x ${vcpu} vCPU of a task` },
        { service: 'Fargate', sku: 'linux-arm64/memory', quantity: count * gib * HOURS_PER_MONTH, what: `${count} x ${gib} GiB of a task` },
      ];
}

/** Each copy in another Region is a secret of its own. */
function secret(resource: StackResource): readonly Charge[] {
  const copies = (valueAt(resource, ['ReplicaRegions']) as unknown[] | undefined)?.length ?? 0;
  return [{ service: 'SecretsManager', sku: 'secret', quantity: 1 + copies, what: copies === 0 ? 'secret' : `secret with ${copies} copies` }];
}

/** A secondary of a Global Datastore has what its primary has, and says so beside its properties. */
function cacheNodes({ Type, Properties, Metadata }: StackResource): readonly Charge[] {
  const group: StackResource = { Type, Properties: { ...(Metadata?.GlobalDatastoreSecondary as object | undefined), ...Properties } };
  const nodes = numberAt(group, ['NumNodeGroups'], 1) * (1 + numberAt(group, ['ReplicasPerNodeGroup'], 0));
  const type = String(valueAt(group, ['CacheNodeType']));
  return [{ service: 'ElastiCache', sku: `${type}/valkey`, quantity: nodes * HOURS_PER_MONTH, what: `${nodes} x ${type} node` }];
}

/** A replica has as much storage as the instance that it copies. */
function databaseInstance(instance: StackResource, { resources }: StackTemplate): readonly Charge[] {
  const type = String(valueAt(instance, ['DBInstanceClass']));
  const kind = valueAt(instance, ['MultiAZ']) === true ? 'multi-az' : 'single-az';
  const first = Object.values(resources).find((one) => one.Type === 'AWS::RDS::DBInstance' && valueAt(one, ['AllocatedStorage']) !== undefined);
  const gib = numberAt(instance, ['AllocatedStorage'], numberAt(first, ['AllocatedStorage'], 0));
  return [
    { service: 'RDS-PostgreSQL', sku: `${type}/${kind}`, quantity: HOURS_PER_MONTH, what: `${type} ${kind}` },
    { service: 'RDS-PostgreSQL', sku: `gp3-storage/${kind}`, quantity: gib, what: `${gib} GiB gp3 ${kind}` },
  ];
}

function healthCheck(check: StackResource): readonly Charge[] {
  const config = (valueAt(check, ['HealthCheckConfig']) ?? {}) as Record<string, unknown>;
  const options = HEALTH_CHECK_OPTIONS.filter((name) => config[name] !== undefined && config[name] !== false).length;
  const extras = options + (String(config.Type).startsWith('HTTPS') ? 1 : 0) + (config.RequestInterval === 10 ? 1 : 0);
  return [
    { service: 'Route53', sku: 'health-check-non-aws-endpoint', quantity: 1, what: 'health check' },
    ...(extras > 0 ? [{ service: 'Route53', sku: 'health-check-optional-feature-non-aws', quantity: extras, what: `health check, ${extras} optional features` }] : []),
  ];
}

function webAcl(acl: StackResource): readonly Charge[] {
  const rules = (valueAt(acl, ['Rules']) as unknown[] | undefined)?.length ?? 0;
  return [
    { service: 'WAF', sku: 'web-acl', quantity: 1, what: 'web ACL' },
    { service: 'WAF', sku: 'rule', quantity: rules, what: `${rules} rules of the web ACL` },
  ];
}
