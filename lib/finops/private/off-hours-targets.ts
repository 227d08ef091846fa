import { ArnFormat, Stack } from 'aws-cdk-lib';
import { OffHoursProps } from '../off-hours-props';

/** An Auto Scaling group or a service, as an item of the state machines. */
export interface ComputeItem {
  readonly Kind: 'group' | 'service';
  /** Name of the parameter with its saved capacity. */
  readonly Parameter: string;
  /** Name of the group, or of the service. */
  readonly Name: string;
  readonly Cluster?: string;
  /** Id of the service for Application Auto Scaling. */
  readonly ResourceId?: string;
}

/** A database instance, as an item of the state machines. */
export interface DatabaseItem {
  /** Name of the parameter that exists while off-hours have stopped it. */
  readonly Parameter: string;
  readonly Identifier: string;
}

/** What is stopped and started, and the parameters with its saved capacity. */
export class OffHoursTargets {
  public readonly compute: ComputeItem[];
  public readonly databases: DatabaseItem[];

  constructor(
    private readonly stack: Stack,
    prefix: string,
    { autoScalingGroupNames = [], services = [], databaseInstanceIdentifiers = [] }: OffHoursProps,
  ) {
    this.compute = [
      ...autoScalingGroupNames.map((name): ComputeItem => ({
        Kind: 'group',
        Parameter: `${prefix}/group/${name}`,
        Name: name,
      })),
      ...services.map(({ clusterName, serviceName }): ComputeItem => ({
        Kind: 'service',
        Parameter: `${prefix}/service/${clusterName}/${serviceName}`,
        Name: serviceName,
        Cluster: clusterName,
        ResourceId: `service/${clusterName}/${serviceName}`,
      })),
    ];
    this.databases = databaseInstanceIdentifiers.map((identifier) => ({
      Parameter: `${prefix}/database/${identifier}`,
      Identifier: identifier,
    }));
  }

  /** The ARNs of the groups, with a wildcard for the id that Amazon EC2 Auto Scaling generates. */
  public get groupArns(): string[] {
    return this.ofKind('group').map(({ Name }) =>
      this.stack.formatArn({
        service: 'autoscaling',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        resource: 'autoScalingGroup',
        resourceName: `*:autoScalingGroupName/${Name}`,
      }),
    );
  }

  public get serviceArns(): string[] {
    return this.ofKind('service').map(({ Cluster, Name }) =>
      this.stack.formatArn({ service: 'ecs', resource: 'service', resourceName: `${Cluster}/${Name}` }),
    );
  }

  public get databaseArns(): string[] {
    return this.databases.map(({ Identifier }) =>
      this.stack.formatArn({
        service: 'rds',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        resource: 'db',
        resourceName: Identifier,
      }),
    );
  }

  /** The ARNs of the parameters. The name starts with the slash that separates it from `parameter`. */
  public get parameterArns(): string[] {
    return [...this.compute, ...this.databases].map(({ Parameter }) =>
      this.stack.formatArn({
        service: 'ssm',
        arnFormat: ArnFormat.NO_RESOURCE_NAME,
        resource: `parameter${Parameter}`,
      }),
    );
  }

  private ofKind(kind: ComputeItem['Kind']): ComputeItem[] {
    return this.compute.filter((item) => item.Kind === kind);
  }
}
