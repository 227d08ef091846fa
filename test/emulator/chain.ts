import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cdk } from './cdk';
import { Controls } from './controls';
import { checkLoadBalancer, checkPolicies, checkRoutes, checkServices, checkVirtualMachines } from './checks/compute';
import { checkBucketAndQueue, checkCache, checkDatabase, checkDatabaseContract, checkProxy } from './checks/data';
import { checkBudget, checkDistribution, checkFirewall, checkUptime } from './checks/edge';
import { checkDomain, checkNatInstance } from './checks/domain';
import { checkTags } from './checks/tags';
import { checkAlarms, checkNoSchedules, checkSchedules } from './checks/watch';
import { chain, Deployment } from './deployments';
import { EDGE_REGION, Environment } from './environment';
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

/** The deployments of the example, first stage to second, with the checks after each. */
export class Chain {
  private readonly production: Environment;
  private staging!: Environment;
  private readonly survivors: Survivors;

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
    const deployments = chain();
    const last = deployments[deployments.length - 1];
    const rehearsal = this.rehearsalOf(last);
    const assemblies = await this.synthAll([...deployments, rehearsal]);
    await this.timed('bootstrap', () => this.cdk.bootstrap([`aws://${account}/${region}`, `aws://${account}/${EDGE_REGION}`]));
    this.report.title('controls: what must never happen, on purpose');
    await this.report.attempt('controls', () => new Controls(this.endpoint, this.report).run());
    for (const deployment of deployments) {
      await this.deploy(deployment, assemblies);
    }
    await this.checkEnd(last);
    await this.timed('deploy staging: containers from nothing, beside production', () => this.cdk.deploy('staging', String(assemblies.get('staging'))));
    await this.checkStaging(rehearsal);
  }

  /** The plain second stage as staging: from nothing, with a configuration of its own. */
  private rehearsalOf({ context, stage }: Deployment): Deployment {
    const sizes = { ...stage.sizes, database: { ...stage.sizes.database, readReplicas: 0 } };
    const smaller = { ...stage, sizes };
    return { name: 'staging', context: [...context, `growth=${writeConfiguration(this.staging)}`], stage: smaller, source: smaller };
  }

  private async synthAll(deployments: readonly Deployment[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const waiting = [...deployments];
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        found.set(next.name, await this.cdk.synth(next.name, next.context));
      }
    };
    await this.timed(`synthesize ${deployments.length} assemblies`, () => Promise.all(Array.from({ length: SYNTHESES_AT_ONCE }, worker)));
    return found;
  }

  private async deploy(deployment: Deployment, assemblies: Map<string, string>): Promise<void> {
    const { name, shape, stage } = deployment;
    const output = await this.timed(`deploy ${name}`, () => this.cdk.deploy(name, String(assemblies.get(name))));
    const { report, production } = this;
    await report.attempt('stateful resources', () => this.survivors.compareIds(report));
    await report.attempt('outputs', () => this.survivors.compareOutputs(report));
    await report.attempt('database', () => checkDatabase(report, production, deployment));
    await report.attempt('routes', () => checkRoutes(report, production, deployment));
    if (stage.order === 1) {
      await this.checkFirstStage(deployment);
    } else if (!shape) {
      const unchanged = output.match(/\(no changes\)/g)?.length;
      report.equal('stacks that the plain stage leaves as the last step made them', unchanged, STACKS);
    }
  }

  private async checkFirstStage(deployment: Deployment): Promise<void> {
    const { report, production } = this;
    await report.attempt('virtual machines', () => checkVirtualMachines(report, production, deployment));
    await report.attempt('budget', () => checkBudget(report, production, deployment));
    await this.survivors.leaveTraces();
  }

  private async checkEnd(last: Deployment): Promise<void> {
    const { report, production } = this;
    report.title('what is there at the end');
    await report.attempt('traces', () => this.survivors.findTraces(report));
    await report.attempt('database contract', () => checkDatabaseContract(report, production));
    await report.attempt('proxy', () => checkProxy(report, production));
    await report.attempt('cache', () => checkCache(report, production, last));
    await report.attempt('bucket and queue', () => checkBucketAndQueue(report, production));
    await report.attempt('load balancer', () => checkLoadBalancer(report, production));
    await report.attempt('services', () => checkServices(report, production, last));
    await report.attempt('scaling policies', () => checkPolicies(report, production));
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
