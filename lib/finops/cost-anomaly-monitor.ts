import { Stack } from 'aws-cdk-lib';
import { CfnAnomalyMonitor, CfnAnomalySubscription } from 'aws-cdk-lib/aws-ce';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { CostTags } from './cost-tags';

/** Properties of `CostAnomalyMonitor`. */
export interface CostAnomalyMonitorProps {
  /** Value of the tag `application` by which the cost is selected. */
  readonly application: string;

  /** Name of the environment. It is part of the monitor's name; cost is not selected by it. */
  readonly environment: string;

  /** E-mail addresses that receive the daily summary; at least one. */
  readonly emails: string[];

  /**
   * Smallest impact of an anomaly that is reported, in US dollars.
   *
   * @default 20 - a choice of this library
   */
  readonly thresholdUsd?: number;
}

/**
 * Cost anomaly detection for an application, selected by its cost allocation tag, with a daily e-mail.
 *
 * It does not monitor all services of the account, because an account can have only one such monitor (AWS Cost
 * Management quota), which may exist already.
 */
export class CostAnomalyMonitor extends Construct {
  /** ARN of the monitor. */
  public readonly monitorArn: string;

  constructor(scope: Construct, id: string, props: CostAnomalyMonitorProps) {
    super(scope, id);
    const threshold = props.thresholdUsd ?? 20;
    const problems = new Problems();
    problems.require(threshold > 0, `\`thresholdUsd\` must be above 0, got: ${got(threshold)}; give US dollars`);
    problems.require(props.emails.length > 0, '`emails` must have at least one entry, got: []; add an address');
    problems.throwIfAny(this.node.path);
    const monitor = this.createMonitor(props);
    this.monitorArn = monitor.attrMonitorArn;
    this.createSubscription(props, threshold);
  }

  private createMonitor({ application, environment }: CostAnomalyMonitorProps): CfnAnomalyMonitor {
    return new CfnAnomalyMonitor(this, 'Resource', {
      monitorName: `${application}-${environment}`,
      monitorType: 'CUSTOM',
      monitorSpecification: Stack.of(this).toJsonString({
        Tags: { Key: CostTags.APPLICATION, Values: [application], MatchOptions: ['EQUALS'] },
      }),
    });
  }

  private createSubscription(
    { application, environment, emails }: CostAnomalyMonitorProps,
    thresholdUsd: number,
  ): void {
    new CfnAnomalySubscription(this, 'Subscription', {
      subscriptionName: `${application}-${environment}`,
      frequency: 'DAILY',
      monitorArnList: [this.monitorArn],
      subscribers: emails.map((address) => ({ type: 'EMAIL', address })),
      thresholdExpression: Stack.of(this).toJsonString({
        Dimensions: {
          Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          MatchOptions: ['GREATER_THAN_OR_EQUAL'],
          Values: [String(thresholdUsd)],
        },
      }),
    });
  }
}
