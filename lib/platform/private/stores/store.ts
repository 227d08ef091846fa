import { IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { AlarmSetOptions } from '../../../core/alarm-tuning';
import { WorkloadSecret } from '../../../core/workload-secret';
import { DashboardSection, ReplicationLagAlarmsProps } from '../../../operations';
import { NetworkStack } from '../network-stack';
import { PlatformPlan, RegionPlan } from '../platform-plan';

/** What a store of a Region is made from. */
export interface StoreContext {
  readonly plan: PlatformPlan;
  readonly network: NetworkStack;
  /** The key of the data of the Region. */
  readonly key: IKey;
}

/** What a store of a secondary Region is made from. */
export interface SecondaryStoreContext extends StoreContext {
  readonly plan: RegionPlan;
}

/** What a process of the workload shares with others; the virtual machines of the first stage share nothing. */
export interface WorkloadProcess {
  readonly usesProxy: boolean;
  readonly usesSharedCache: boolean;
}

/** Environment variables of the workload: plain values, and those that are read from AWS Secrets Manager. */
export interface WorkloadVariables {
  readonly environment?: { [name: string]: string };
  readonly secrets?: { [name: string]: WorkloadSecret };
}

/** What of a store is copied between Regions. */
export type ReplicationSources = Pick<
  ReplicationLagAlarmsProps,
  'globalDatabase' | 'globalCache' | 'incomingObjects' | 'outgoingObjects' | 'tables'
>;

/**
 * A store of one Region: what it makes, and everything that the stacks ask of it. Each kind of store is a class in a
 * file of this folder; a method that is not overridden answers "nothing".
 *
 * Its constructor or its factories make what holds data, below the data stack of the Region.
 */
export abstract class Store {
  constructor(protected readonly context: StoreContext) {}

  protected get plan(): PlatformPlan {
    return this.context.plan;
  }

  /**
   * Makes what exists once for all Regions, in the data stack of the home Region.
   *
   * @param _scope the data stack
   * @param _made what the stores before this one have returned
   * @returns what the global parts of later stores may wait for
   */
  public addGlobalParts(_scope: Construct, _made: Construct[]): Construct[] {
    return [];
  }

  /**
   * Its variables of the workload contract. The names are the same at every stage: the value is empty if the store does
   * not exist.
   */
  public variables(_process: WorkloadProcess): WorkloadVariables {
    return {};
  }

  /** Lets a process of the workload use the store, by the policy of its role: the data stack never changes for it. */
  public grantTo(_grantee: Construct & IGrantable): void {}

  /** Makes its alarms in the operations stack. */
  public addAlarms(_scope: Construct, _options: AlarmSetOptions): void {}

  /** What of it is copied between Regions; one set of alarms watches all copies. */
  public replication(): ReplicationSources {
    return {};
  }

  /**
   * Scales it, in the operations stack: scaling is deployed after the store exists, and the number of nodes in the
   * store's own template is frozen from then on.
   */
  public addScaling(_scope: Construct): void {}

  /** Its sections of the dashboard. */
  public dashboardSections(): DashboardSection[] {
    return [];
  }
}
