import { GetResourcesCommand, ResourceTagMapping, TagFilter } from '@aws-sdk/client-resource-groups-tagging-api';
import { Clients } from '../clients';
import { Deployment } from '../deployments';
import { Environment } from '../environment';
import { Report } from '../report';

/** Services whose resources must be found by the tags of the bill, by the beginning of what follows `arn:aws:`. */
const IN_HOME_REGION = [
  'rds',
  'elasticache',
  's3',
  'sqs',
  'kms',
  'logs',
  'secretsmanager',
  'elasticloadbalancing',
  'ecs',
  'ec2',
  'lambda',
  'cloudwatch',
  'sns',
];
const IN_EDGE_REGION = ['cloudfront', 'kms', 'cloudwatch', 'sns'];

/** Services whose resources stay the same over the stages: a tag with the stage would change them with every step. */
const WITHOUT_STAGE = ['rds', 'elasticache', 'sqs', 'secretsmanager'];

/** The cost-allocation tags, as a bill or an inventory finds them. */
export async function checkTags(report: Report, environment: Environment, { stage }: Deployment): Promise<void> {
  const { application, environment: name, owner, costCenter } = environment.config;
  const home = await taggedIn(environment.home, environment);
  const edge = await taggedIn(environment.edge, environment);
  report.every(
    'services with tagged resources in the Region',
    IN_HOME_REGION,
    (service) => home.some((one) => serviceOf(one) === service),
    String,
  );
  report.every(
    'services with tagged resources at the edge',
    IN_EDGE_REGION,
    (service) => edge.some((one) => serviceOf(one) === service),
    String,
  );
  const expected = { application, environment: name, owner, 'cost-center': costCenter };
  report.every(
    'tagged resources have all four tags',
    [...home, ...edge],
    (one) => Object.entries(expected).every(([key, value]) => tagsOf(one)[key] === value),
    arnOf,
  );
  const existing = new Set((await environment.resourcesHere()).map(({ id }) => id));
  // Revisions of before stay listed, inactive.
  const isOld = (one: ResourceTagMapping): boolean =>
    arnOf(one).includes(':task-definition/') && !existing.has(arnOf(one));
  const services = home.filter((one) => ['ecs', 'elasticloadbalancing'].includes(serviceOf(one)) && !isOld(one));
  report.every(
    'compute is tagged with its stage',
    services,
    (one) => tagsOf(one)['growth-stage'] === stage.name,
    arnOf,
  );
  const stores = home.filter((one) => WITHOUT_STAGE.includes(serviceOf(one)));
  report.every(
    'stores are tagged without the stage',
    stores,
    (one) => tagsOf(one)['growth-stage'] === undefined,
    arnOf,
  );
}

async function taggedIn({ tagging }: Clients, { config }: Environment): Promise<ResourceTagMapping[]> {
  const TagFilters: TagFilter[] = [
    { Key: 'application', Values: [config.application] },
    { Key: 'environment', Values: [config.environment] },
  ];
  const found: ResourceTagMapping[] = [];
  let token: string | undefined;
  do {
    const page = await tagging.send(new GetResourcesCommand({ TagFilters, PaginationToken: token }));
    found.push(...(page.ResourceTagMappingList ?? []));
    token = page.PaginationToken || undefined;
  } while (token);
  return found;
}

function serviceOf(resource: ResourceTagMapping): string {
  return arnOf(resource).split(':')[2];
}

function arnOf({ ResourceARN }: ResourceTagMapping): string {
  return String(ResourceARN);
}

function tagsOf({ Tags = [] }: ResourceTagMapping): Record<string, string> {
  return Object.fromEntries(Tags.map(({ Key, Value }) => [String(Key), String(Value)]));
}
