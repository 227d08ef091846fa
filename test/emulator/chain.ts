import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseMigrationPhase, RegionPhase } from '../../lib';
import { Cdk } from './cdk';
import { checkCluster, checkClusterContract, promote } from './checks/cluster';
import { checkLoadBalancer, checkPolicies, checkRoutes, checkServices, checkVirtualMachines } from './checks/compute';
import { checkBucketAndQueue, checkCache, checkDatabase, checkDatabaseContract, checkProxy } from './checks/data';
import { checkDomain, checkNatInstance } from './checks/domain';
import { checkBudget, checkDistribution, checkFirewall, checkUptime } from './checks/edge';
import { checkGlobals, writerEndpointOf } from './checks/global';
import { checkRegion } from './checks/regions';
import { checkTags } from './checks/tags';
import { checkAlarms, checkNoSchedules, checkSchedules } from './checks/watch';
import { Controls } from './controls';
import { chain, Deployment, expectedGlobals, expectedLife } from './deployments';
import { EDGE_REGION, Environment } from './environment';
import { checkRefusals } from './refusals';
import { Report } from './report';
import { Survivors } from './survivors';

/** Assemblies that are made at the same time: two cores are common. */
const SYNTHESES_AT_ONCE = 2;

/** How often the CLI says it when no stack of an environment has changed: in one Region, and for each further one. */
const STACKS = 5;
const STACKS_OF_A_FURTHER_REGION = 6;

/** Writes a configuration as a user would, for `-c growth=<file>`. */
function writeConfiguration({ config }: Environment, more: Record<string, string> = {}): string {
  const path = join('.emulator', `${config.environment}.json`);
  writeFileSync(join(__dirname, '..', '..', path), JSON.stringify({ ...config, ...more }, null, 2));
  return path;
}

/** The cluster has to be promoted before this place is deployed. */
const PROMOTION = 'aurora:cut-over';

/** From this place on the configuration needs what only the deployed global database knows. */
const WRITER = 'multi-region:global-writer';

/** Where the walk ends. */
const LAST_STAGE = 'multi-region';

/** The deployments of the example, from the first stage to the last, with ways back, and with the checks after each. */
export class Chain {
  private readonly production: Environment;
  private staging!: Environment;
  private readonly survivors: Survivors;
  private readonly assemblies = new Map<string, string>();
  private readonly done = new Set<string>();
  private later: readonly Deployment[] = [];

  constructor(
    private readonly cdk: Cdk,
    private readonly report: Report,
    private readonly endpoint: string,
  ) {
    this.production = Environment.production(endpoint);
    this.survivors = new Survivors(this.production);
  }

  /** Everything, in order. A deployment that fails ends the chain: nothing after it would mean anything. */
  public async run(): Promise<void> {
    const { account, region } = this.production.config;
    this.staging = await Environment.staging(this.endpoint);
    const growth = `growth=${writeConfiguration(this.production)}`;
    const deployments = chain(LAST_STAGE).map((deployment) => ({
      ...deployment,
      context: [...deployment.context, growth],
    }));
    const rehearsal = this.rehearsal();
    const later = deployments.findIndex(({ name }) => name === WRITER);
    this.later = deployments.slice(later);
    await this.synthAll([...deployments.slice(0, later), rehearsal]);
    const regions = [region, EDGE_REGION, ...this.production.others.map((other) => other.region)];
    await this.timed('bootstrap', () => this.cdk.bootstrap(regions.map((one) => `aws://${account}/${one}`)));
    this.report.title('controls: what must never happen, on purpose');
    await this.report.attempt('controls', () => new Controls(this.endpoint, this.report).run());
    for (const deployment of deployments) {
      await this.beforehand(deployment);
      await this.deploy(deployment);
      if (!this.done.has(`refusals ${deployment.name}`)) {
        this.done.add(`refusals ${deployment.name}`);
        await this.report.attempt('refusals', () =>
          checkRefusals(this.report, this.cdk, this.production, deployment.name, [growth]),
        );
      }
      if (deployment.stage.order > 1 && !deployment.shape) {
        await this.checkStage(deployment);
      }
    }
    await this.timed('deploy staging: containers from nothing, beside production', () =>
      this.cdk.deploy('staging', String(this.assemblies.get('staging'))),
    );
    await this.checkStaging(rehearsal);
  }

  /** The plain second stage as staging: from nothing, with a configuration of its own. */
  private rehearsal(): Deployment {
    const all = chain('containers');
    const plain = all[all.length - 1];
    const sizes = { ...plain.stage.sizes, database: { ...plain.stage.sizes.database, readReplicas: 0 } };
    const smaller = { ...plain.stage, sizes };
    return {
      ...plain,
      name: 'staging',
      assembly: 'staging',
      context: ['stage=containers', `growth=${writeConfiguration(this.staging)}`],
      stage: smaller,
      source: smaller,
    };
  }

  private async synthAll(deployments: readonly Deployment[]): Promise<void> {
    const waiting = [...new Map(deployments.map((deployment) => [deployment.assembly, deployment])).values()];
    const count = waiting.length;
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        this.assemblies.set(next.assembly, await this.cdk.synth(next.assembly, next.context));
      }
    };
    await this.timed(`synthesize ${count} assemblies`, () =>
      Promise.all(Array.from({ length: SYNTHESES_AT_ONCE }, worker)),
    );
  }

  /**
   * What a person does before a step, once, as its runbook says: walking it a second time needs nothing by hand any
   * more.
   */
  private async beforehand({ name, isBack }: Deployment): Promise<void> {
    if (isBack || this.done.has(name)) {
      return;
    }
    this.done.add(name);
    if (name === PROMOTION) {
      this.report.title(`by hand before ${name}: promote the cluster`);
      await this.report.attempt('promotion', () => promote(this.report, this.production));
    }
    if (name === WRITER) {
      const globalWriterEndpoint = await writerEndpointOf(this.production);
      this.report.title(
        `by hand before ${name}: write globalWriterEndpoint ${globalWriterEndpoint} into the configuration`,
      );
      writeConfiguration(this.production, { globalWriterEndpoint });
      await this.synthAll(this.later);
    }
  }

  private async deploy(deployment: Deployment): Promise<void> {
    const { name, isBack, assembly, shape, stage } = deployment;
    const output = await this.timed(`deploy ${isBack ? 'back to ' : ''}${name}`, () =>
      this.cdk.deploy(assembly, String(this.assemblies.get(assembly))),
    );
    const { report, production } = this;
    await report.attempt('stateful resources', () => this.survivors.compareIds(report, deployment.leaving));
    await report.attempt('times of birth', () => this.survivors.compareOrigins(report));
    await report.attempt('outputs', () => this.survivors.compareOutputs(report));
    await report.attempt('database', () => checkDatabases(report, production, deployment));
    await report.attempt('routes', () => checkRoutes(report, production, deployment));
    if (stage.order === 1) {
      await this.checkFirstStage(deployment);
    } else if (!shape) {
      const unchanged = output.match(/\(no changes\)/g)?.length;
      report.equal(
        'stacks that the plain stage leaves as the last step made them',
        unchanged,
        this.stacksOf(deployment),
      );
    }
    if (stage.order > 2) {
      await report.attempt('cache', () => checkCache(report, production, deployment));
      await report.attempt('services', () => checkServices(report, production, deployment));
      await report.attempt('what Regions share', () => checkGlobals(report, production, deployment));
      await report.attempt('distribution', () => checkDistribution(report, production, deployment));
    }
    for (const further of expectedGlobals(deployment).phase === RegionPhase.NONE ? [] : production.others) {
      await checkRegion(report, production, further, deployment);
      await report.attempt('traces', () => this.survivors.findTracesIn(report, further));
    }
  }

  /** How many stacks an environment has; with several Regions the home Region has one for the links, too. */
  private stacksOf({ stage }: Deployment): number {
    return stage.sizes.regions === 1 ? STACKS : STACKS + 1 + STACKS_OF_A_FURTHER_REGION * this.production.others.length;
  }

  private async checkFirstStage(deployment: Deployment): Promise<void> {
    const { report, production } = this;
    await report.attempt('virtual machines', () => checkVirtualMachines(report, production, deployment));
    await report.attempt('budget', () => checkBudget(report, production, deployment));
    await this.survivors.leaveTraces();
  }

  /** Everything that is there at a plain stage. */
  private async checkStage(last: Deployment): Promise<void> {
    const { report, production } = this;
    report.title(`what is there at stage ${last.name}`);
    await report.attempt('traces', () => this.survivors.findTraces(report));
    await report.attempt('database contract', () => checkContracts(report, production, last));
    await report.attempt('proxy', () => checkProxy(report, production));
    await report.attempt('cache', () => checkCache(report, production, last));
    await report.attempt('bucket and queue', () => checkBucketAndQueue(report, production));
    await report.attempt('load balancer', () => checkLoadBalancer(report, production));
    await report.attempt('services', () => checkServices(report, production, last));
    await report.attempt('scaling policies', () => checkPolicies(report, production, last));
    await report.attempt('alarms', () => checkAlarms(report, production, last));
    await report.attempt('distribution', () => checkDistribution(report, production, last));
    await report.attempt('firewall', () => checkFirewall(report, production));
    await report.attempt('uptime', () => checkUptime(report, production));
    await report.attempt('budget', () => checkBudget(report, production, last));
    await report.attempt('tags', () => checkTags(report, production, last));
    await report.attempt('schedules', () => checkNoSchedules(report, production));
  }

  private async checkStaging(last: Deployment): Promise<void> {
    const { report, staging } = this;
    await report.attempt('database', () => checkDatabase(report, staging, last));
    await report.attempt('services', () => checkServices(report, staging, last));
    await report.attempt('schedules', () => checkSchedules(report, staging));
    await report.attempt('domain', () => checkDomain(report, staging));
    await report.attempt('NAT', () => checkNatInstance(report, staging));
    await report.attempt('production', () => this.survivors.compareIds(report));
  }

  private async timed<T>(what: string, work: () => Promise<T>): Promise<T> {
    const start = Date.now();
    process.stderr.write(`… ${what}\n`);
    const result = await work();
    this.report.title(`${what} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  }
}

/** The database of a deployment, whether it is an instance or a cluster. */
async function checkDatabases(report: Report, environment: Environment, deployment: Deployment): Promise<void> {
  const isInstance = expectedLife(deployment) === DatabaseMigrationPhase.INSTANCE;
  return isInstance ? checkDatabase(report, environment, deployment) : checkCluster(report, environment, deployment);
}

/** What holds of the database at every stage of its kind. */
async function checkContracts(report: Report, environment: Environment, deployment: Deployment): Promise<void> {
  const isInstance = expectedLife(deployment) === DatabaseMigrationPhase.INSTANCE;
  return isInstance ? checkDatabaseContract(report, environment) : checkClusterContract(report, environment);
}
