import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseLife } from '../../lib';
import { Cdk } from './cdk';
import { Controls } from './controls';
import { checkLoadBalancer, checkPolicies, checkRoutes, checkServices, checkVirtualMachines } from './checks/compute';
import { checkCluster, checkClusterContract, promote } from './checks/cluster';
import { checkBucketAndQueue, checkCache, checkDatabase, checkDatabaseContract, checkProxy } from './checks/data';
import { checkBudget, checkDistribution, checkFirewall, checkUptime } from './checks/edge';
import { checkDomain, checkNatInstance } from './checks/domain';
import { checkTags } from './checks/tags';
import { checkAlarms, checkNoSchedules, checkSchedules } from './checks/watch';
import { chain, Deployment, expectedLife } from './deployments';
import { EDGE_REGION, Environment } from './environment';
import { checkRefusals } from './refusals';
import { Report } from './report';
import { Survivors } from './survivors';

/** Assemblies that are made at the same time: two cores are common. */
const SYNTHESES_AT_ONCE = 2;

/** How often the CLI says it when no stack of an environment has changed. */
const STACKS = 5;

/** Writes a configuration as a user would, for `-c growth=<file>`. */
function writeConfiguration({ config }: Environment): string {
  const path = join('.emulator', `${config.environment}.json`);
  writeFileSync(join(__dirname, '..', '..', path), JSON.stringify(config, null, 2));
  return path;
}

/** What is done by hand before a place is deployed, as its runbook says. */
const BY_HAND: Readonly<Record<string, (report: Report, environment: Environment) => Promise<void>>> = {
  'aurora:cut-over': promote,
};

/** Where the walk ends. */
const LAST_STAGE = 'aurora';

/** The deployments of the example, from the first stage to the last, with ways back, and with the checks after each. */
export class Chain {
  private readonly production: Environment;
  private staging!: Environment;
  private readonly survivors: Survivors;
  private readonly done = new Set<string>();

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
    const deployments = chain(LAST_STAGE).map((deployment) => ({ ...deployment, context: [...deployment.context, growth] }));
    const rehearsal = this.rehearsal();
    const assemblies = await this.synthAll([...deployments, rehearsal]);
    await this.timed('bootstrap', () => this.cdk.bootstrap([`aws://${account}/${region}`, `aws://${account}/${EDGE_REGION}`]));
    this.report.title('controls: what must never happen, on purpose');
    await this.report.attempt('controls', () => new Controls(this.endpoint, this.report).run());
    for (const deployment of deployments) {
      await this.beforehand(deployment);
      await this.deploy(deployment, assemblies);
      await this.report.attempt('refusals', () => checkRefusals(this.report, this.cdk, this.production, deployment.name, [growth]));
      if (deployment.name === 'containers' || deployment.name === LAST_STAGE) {
        await this.checkStage(deployment);
      }
    }
    await this.timed('deploy staging: containers from nothing, beside production', () => this.cdk.deploy('staging', String(assemblies.get('staging'))));
    await this.checkStaging(rehearsal);
  }

  /** The plain second stage as staging: from nothing, with a configuration of its own. */
  private rehearsal(): Deployment {
    const all = chain('containers');
    const plain = all[all.length - 1];
    const sizes = { ...plain.stage.sizes, database: { ...plain.stage.sizes.database, readReplicas: 0 } };
    const smaller = { ...plain.stage, sizes };
    return { ...plain, name: 'staging', assembly: 'staging', context: ['stage=containers', `growth=${writeConfiguration(this.staging)}`], stage: smaller, source: smaller };
  }

  private async synthAll(deployments: readonly Deployment[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const waiting = [...new Map(deployments.map((deployment) => [deployment.assembly, deployment])).values()];
    const count = waiting.length;
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        found.set(next.assembly, await this.cdk.synth(next.assembly, next.context));
      }
    };
    await this.timed(`synthesize ${count} assemblies`, () => Promise.all(Array.from({ length: SYNTHESES_AT_ONCE }, worker)));
    return found;
  }

  /** What a person does before a step, once: walking it a second time needs nothing by hand any more. */
  private async beforehand({ name, isBack }: Deployment): Promise<void> {
    const act = BY_HAND[name];
    if (act && !isBack && !this.done.has(name)) {
      this.done.add(name);
      this.report.title(`by hand before ${name}`);
      await this.report.attempt('what is done by hand', () => act(this.report, this.production));
    }
  }

  private async deploy(deployment: Deployment, assemblies: Map<string, string>): Promise<void> {
    const { name, isBack, assembly, shape, stage } = deployment;
    const output = await this.timed(`deploy ${isBack ? 'back to ' : ''}${name}`, () => this.cdk.deploy(assembly, String(assemblies.get(assembly))));
    const { report, production } = this;
    await report.attempt('stateful resources', () => this.survivors.compareIds(report, deployment.leaving));
    await report.attempt('times of birth', () => this.survivors.compareBirths(report));
    await report.attempt('outputs', () => this.survivors.compareOutputs(report));
    await report.attempt('database', () => checkDatabases(report, production, deployment));
    await report.attempt('routes', () => checkRoutes(report, production, deployment));
    if (stage.order === 1) {
      await this.checkFirstStage(deployment);
    } else if (!shape) {
      const unchanged = output.match(/\(no changes\)/g)?.length;
      report.equal('stacks that the plain stage leaves as the last step made them', unchanged, STACKS);
    }
    if (stage.order > 2) {
      await report.attempt('cache', () => checkCache(report, production, deployment));
      await report.attempt('services', () => checkServices(report, production, deployment));
    }
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
    await report.attempt('distribution', () => checkDistribution(report, production));
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
  const isInstance = expectedLife(deployment) === DatabaseLife.INSTANCE;
  return isInstance ? checkDatabase(report, environment, deployment) : checkCluster(report, environment, deployment);
}

/** What holds of the database at every stage of its kind. */
async function checkContracts(report: Report, environment: Environment, deployment: Deployment): Promise<void> {
  const isInstance = expectedLife(deployment) === DatabaseLife.INSTANCE;
  return isInstance ? checkDatabaseContract(report, environment) : checkClusterContract(report, environment);
}
