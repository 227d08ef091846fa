import { IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { AlarmSetOptions } from '../../../core/alarm-tuning';
import { WorkloadSecret } from '../../../core/workload-secret';
import { DashboardSection, ReplicationLagAlarmsProps } from '../../../operations';
import { NetworkStack } from '../network-stack';
import { PlatformPlan, RegionPlan } from '../platform-plan';

/** What a store needs. */
export interface StoreContext {
  readonly plan: PlatformPlan;
  readonly network: NetworkStack;
  /** The key of the data of the Region. */
  readonly key: IKey;
}

/** What a store of a secondary Region needs. */
export interface SecondaryStoreContext extends StoreContext {
  readonly plan: RegionPlan;
}

/** Which shared parts a process of the workload uses; the virtual machines of the first stage use none. */
export interface WorkloadProcess {
  readonly usesProxy: boolean;
  readonly usesSharedCache: boolean;
}

/** Environment variables of the workload: plain values, and those that are read from AWS Secrets Manager. */
export interface WorkloadVariables {
  readonly environment?: { [name: string]: string };
  readonly secrets?: { [name: string]: WorkloadSecret };
}

/** What a store copies between Regions. */
export type ReplicationSources = Pick<
  ReplicationLagAlarmsProps,
  'globalDatabase' | 'globalCache' | 'incomingObjects' | 'outgoingObjects' | 'tables'
>;

/**
 * A store of one Region: its resources, and everything that the stacks need to know about it. Each kind of store is a
 * class in a file of this folder. A method that is not overridden does or returns nothing.
 *
 * The constructor or the factory methods create the stateful resources in the data stack of the Region.
 */
export abstract class Store {
  constructor(protected readonly context: StoreContext) {}

  protected get plan(): PlatformPlan {
    return this.context.plan;
  }

  /**
   * Creates what exists once for all Regions, in the data stack of the home Region.
   *
   * @param _scope the data stack
   * @param _made what the previous stores have returned
   * @returns the constructs that global parts of later stores may depend on
   */
  public addGlobalParts(_scope: Construct, _made: Construct[]): Construct[] {
    return [];
  }

  /**
   * Its variables of the workload contract. It returns the same names at every stage; a value is empty if the store
   * does not exist.
   */
  public variables(_process: WorkloadProcess): WorkloadVariables {
    return {};
  }

  /** Grants a process of the workload the use of the store, in the policy of its role and not in the data stack. */
  public grantTo(_grantee: Construct & IGrantable): void {}

  /** Creates its alarms, in the operations stack. */
  public addAlarms(_scope: Construct, _options: AlarmSetOptions): void {}

  /** What it copies between Regions. One set of alarms covers the copies of all stores. */
  public replication(): ReplicationSources {
    return {};
  }

  /**
   * Creates its scaling, in the operations stack, which is deployed after the store. From then on, the number of nodes
   * in the template of the store must not change.
   */
  public addScaling(_scope: Construct): void {}

  /** Its sections of the dashboard. */
  public dashboardSections(): DashboardSection[] {
    return [];
  }
}
