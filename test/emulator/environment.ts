import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DescribeStacksCommand,
  ListStackResourcesCommand,
  Stack,
  StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { Clients } from './clients';

/** The Region of CloudFront, its web ACLs, health metrics and bills. */
export const EDGE_REGION = 'us-east-1';

/** The part of an environment that a stack holds. */
export type Part = 'network' | 'key' | 'data' | 'service' | 'operations' | 'links' | 'edge';

const OF_A_REGION: readonly Part[] = ['network', 'key', 'data', 'service', 'operations', 'links'];
const OF_THE_HOME_REGION: readonly Part[] = [...OF_A_REGION, 'edge'];

/** The configuration that is deployed, as far as the checks expect something of it. */
export interface Configuration {
  readonly application: string;
  readonly environment: string;
  readonly owner: string;
  readonly costCenter: string;
  readonly account: string;
  readonly region: string;
  readonly imageTag: string;
  readonly webCommand: readonly string[];
  readonly workerCommand: readonly string[];

  /** When an environment outside production runs, by local time. */
  readonly offHours?: OffHours;

  /** The name that users type. */
  readonly domain?: Domain;

  /** Regions besides the home Region. */
  readonly secondaryRegions?: readonly { readonly region: string; readonly availabilityZones: readonly string[] }[];

  /** Sizes that differ from those of the stage, by the name of the stage. */
  readonly sizes?: Readonly<Record<string, unknown>>;
}

/** The name that users type, and the zone that it is in. */
export interface Domain {
  readonly domainName: string;
  readonly hostedZoneId: string;
  readonly hostedZoneName: string;
}

/** When an environment runs. */
export interface OffHours {
  readonly stopAt: string;
  readonly startAt: string;
  readonly timeZone: string;
  readonly days: string;
}

/** A resource of a stack. */
export interface PhysicalResource {
  /** The Region, for the resources of further Regions. */
  readonly region?: string;
  readonly part: Part;
  readonly logicalId: string;
  readonly type: string;
  readonly id: string;
}

/** A deployed environment of the example, or what it has in one further Region, with the clients to look at it. */
export class Environment {
  /** Clients of the Region that is looked at. */
  public readonly home: Clients;
  public readonly edge: Clients;

  /** What the environment has in further Regions. */
  public readonly others: readonly Environment[];

  constructor(
    endpoint: string,
    public readonly config: Configuration,
    public readonly further?: string,
  ) {
    this.home = new Clients(endpoint, further ?? config.region);
    this.edge = new Clients(endpoint, EDGE_REGION);
    this.others = further
      ? []
      : (config.secondaryRegions ?? []).map(({ region }) => new Environment(endpoint, config, region));
  }

  /** The example's configuration, with one further Region: the one that is not the Region of CloudFront, too. */
  public static production(endpoint: string): Environment {
    const example = exampleConfiguration();
    const secondaryRegions = (example.secondaryRegions ?? []).filter(({ region }) => region !== EDGE_REGION);
    return new Environment(endpoint, { ...example, secondaryRegions });
  }

  /** The Region that is looked at. */
  public get region(): string {
    return this.further ?? this.config.region;
  }

  /**
   * The same application a second time, with what production leaves out: a domain of its own, a NAT instance, and
   * nights off, which Amazon RDS does to no database with replicas.
   */
  public static async staging(endpoint: string): Promise<Environment> {
    const example = exampleConfiguration();
    const { route53 } = new Clients(endpoint, example.region);
    const zone = await route53.send(new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'staging' }));
    const hostedZoneId = String(zone.HostedZone?.Id).replace('/hostedzone/', '');
    return new Environment(endpoint, {
      ...example,
      environment: 'staging',
      domain: { domainName: 'staging.example.com', hostedZoneId, hostedZoneName: 'example.com' },
      offHours: { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin', days: 'MON-FRI' },
      sizes: { containers: { nat: 'instance', database: { readReplicas: 0 } } },
    });
  }

  public stackName(part: Part): string {
    return [this.config.application, this.config.environment, this.further, part]
      .filter((word) => word !== undefined)
      .join('-');
  }

  /**
   * The key that everything in the data stack is encrypted with; a further Region has its replica in a stack of its
   * own.
   */
  public async dataKey(): Promise<string> {
    return this.further ? this.idOf('key', 'AWS::KMS::ReplicaKey') : this.idOf('data', 'AWS::KMS::Key');
  }

  /** The secret with the password of the database. */
  public async databaseSecret(): Promise<string> {
    const secrets = (await this.resourcesOf('data')).filter(
      ({ type, logicalId }) => type === 'AWS::SecretsManager::Secret' && logicalId.startsWith('DatabaseSecret'),
    );
    return secrets[0].id;
  }

  /** Every resource of every stack that exists, in every Region, by CloudFormation. */
  public async resources(): Promise<PhysicalResource[]> {
    const lists = await Promise.all([this, ...this.others].map((place) => place.resourcesHere()));
    return lists.flat();
  }

  /** Every resource of every stack that exists in the Region that is looked at, and at the edge. */
  public async resourcesHere(): Promise<PhysicalResource[]> {
    const lists = await Promise.all(this.parts.map((part) => this.resourcesOf(part)));
    return lists.flat();
  }

  /** The physical ids of a type in a part, in the order of the stack. */
  public async idsOf(part: Part, type: string): Promise<string[]> {
    return (await this.resourcesOf(part)).filter((resource) => resource.type === type).map(({ id }) => id);
  }

  /** The only resource of a type in a part. */
  public async idOf(part: Part, type: string): Promise<string> {
    const ids = await this.idsOf(part, type);
    if (ids.length !== 1) {
      throw new Error(`${this.stackName(part)} should have one ${type}, got: ${ids.length}`);
    }
    return ids[0];
  }

  /** What the stacks say to one another, by stack and name. */
  public async outputs(): Promise<Record<string, string>> {
    const places = [this, ...this.others].flatMap((place) => place.parts.map((part) => ({ place, part })));
    const lists = await Promise.all(
      places.map(async ({ place, part }) => {
        const stack = await place.stackOf(part);
        return (stack?.Outputs ?? []).map(({ OutputKey, OutputValue = '' }): [string, string] => [
          `${place.stackName(part)}.${OutputKey}`,
          OutputValue,
        ]);
      }),
    );
    return Object.fromEntries(lists.flat().filter(([name]) => name.includes('.PublishOutput')));
  }

  private get parts(): readonly Part[] {
    return this.further ? OF_A_REGION : OF_THE_HOME_REGION;
  }

  /** A stack, or nothing where it does not exist (yet). */
  private async stackOf(part: Part): Promise<Stack | undefined> {
    try {
      const { Stacks: [stack] = [] } = await this.cloudFormationOf(part).send(
        new DescribeStacksCommand({ StackName: this.stackName(part) }),
      );
      return stack;
    } catch (error) {
      if (/does not exist/.test((error as Error).message)) {
        return undefined;
      }
      throw error;
    }
  }

  private cloudFormationOf(part: Part): Clients['cloudFormation'] {
    return (part === 'edge' ? this.edge : this.home).cloudFormation;
  }

  private async resourcesOf(part: Part): Promise<PhysicalResource[]> {
    if (!(await this.stackOf(part))) {
      return [];
    }
    const cloudFormation = this.cloudFormationOf(part);
    const found: StackResourceSummary[] = [];
    let token: string | undefined;
    do {
      const page = await cloudFormation.send(
        new ListStackResourcesCommand({ StackName: this.stackName(part), NextToken: token }),
      );
      found.push(...(page.StackResourceSummaries ?? []));
      token = page.NextToken;
    } while (token);
    return found.map((summary) => ({
      ...(this.further ? { region: this.further } : {}),
      part,
      logicalId: summary.LogicalResourceId ?? '',
      type: summary.ResourceType ?? '',
      id: summary.PhysicalResourceId ?? '',
    }));
  }
}

function exampleConfiguration(): Configuration {
  return JSON.parse(
    readFileSync(join(__dirname, '..', '..', 'examples', 'saas', 'growth.json'), 'utf8'),
  ) as Configuration;
}
