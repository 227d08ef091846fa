import { DescribeStacksCommand, ListStackResourcesCommand, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Clients } from './clients';

/** The Region of CloudFront, its web ACLs, health metrics and bills. */
export const EDGE_REGION = 'us-east-1';

const PARTS = ['network', 'data', 'service', 'operations', 'edge'] as const;

/** The part of an environment that a stack holds. */
export type Part = (typeof PARTS)[number];

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
  readonly part: Part;
  readonly logicalId: string;
  readonly type: string;
  readonly id: string;
}

/** A deployed environment of the example, with the clients to look at it. */
export class Environment {
  public readonly home: Clients;
  public readonly edge: Clients;

  constructor(
    endpoint: string,
    public readonly config: Configuration,
  ) {
    this.home = new Clients(endpoint, config.region);
    this.edge = new Clients(endpoint, EDGE_REGION);
  }

  /** The example's configuration. */
  public static production(endpoint: string): Environment {
    return new Environment(endpoint, exampleConfiguration());
  }

  /**
   * The same application a second time, with what production leaves out: a domain of its own, a NAT instance, and nights off,
   * which Amazon RDS does to no database with replicas.
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
    return `${this.config.application}-${this.config.environment}-${part}`;
  }

  /** The key that everything in the data stack is encrypted with. */
  public async dataKey(): Promise<string> {
    return this.idOf('data', 'AWS::KMS::Key');
  }

  /** The secret with the password of the database. */
  public async databaseSecret(): Promise<string> {
    const secrets = (await this.resourcesOf('data')).filter(({ type, logicalId }) => type === 'AWS::SecretsManager::Secret' && logicalId.startsWith('DatabaseSecret'));
    return secrets[0].id;
  }

  /** Every resource of every stack, by CloudFormation. */
  public async resources(): Promise<PhysicalResource[]> {
    const lists = await Promise.all(PARTS.map((part) => this.resourcesOf(part)));
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
    const lists = await Promise.all(
      PARTS.map(async (part) => {
        const { Stacks: [stack] = [] } = await this.cloudFormationOf(part).send(new DescribeStacksCommand({ StackName: this.stackName(part) }));
        return (stack?.Outputs ?? []).map(({ OutputKey, OutputValue = '' }): [string, string] => [`${part}.${OutputKey}`, OutputValue]);
      }),
    );
    return Object.fromEntries(lists.flat().filter(([name]) => name.includes('.PublishOutput')));
  }

  private cloudFormationOf(part: Part): Clients['cloudFormation'] {
    return (part === 'edge' ? this.edge : this.home).cloudFormation;
  }

  private async resourcesOf(part: Part): Promise<PhysicalResource[]> {
    const cloudFormation = this.cloudFormationOf(part);
    const found: StackResourceSummary[] = [];
    let token: string | undefined;
    do {
      const page = await cloudFormation.send(new ListStackResourcesCommand({ StackName: this.stackName(part), NextToken: token }));
      found.push(...(page.StackResourceSummaries ?? []));
      token = page.NextToken;
    } while (token);
    return found.map((summary) => ({
      part,
      logicalId: summary.LogicalResourceId ?? '',
      type: summary.ResourceType ?? '',
      id: summary.PhysicalResourceId ?? '',
    }));
  }
}

function exampleConfiguration(): Configuration {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', 'examples', 'saas', 'growth.json'), 'utf8')) as Configuration;
}
