import { ArnFormat, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** AWS WAF requires this prefix. */
const NAME_PREFIX = 'aws-waf-logs-';

/** Headers with credentials. */
const REDACTED_HEADERS = ['authorization', 'cookie'];

/** Properties of `FirewallLogs`. */
export interface FirewallLogsProps {
  readonly webAclArn: string;

  readonly retention: RetentionDays;

  /** Whether allowed requests are logged too. */
  readonly allRequests: boolean;
}

/** The log of blocked and counted requests, without credentials. */
export class FirewallLogs extends Construct {
  /** The log group. */
  public readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, props: FirewallLogsProps) {
    super(scope, id);
    this.logGroup = this.createLogGroup(props.retention);
    this.admitLogDelivery();
    this.createConfiguration(props);
  }

  private createLogGroup(retention: RetentionDays): LogGroup {
    const unique = Names.uniqueResourceName(this, { maxLength: 128, separator: '-' });
    return new LogGroup(this, 'LogGroup', {
      logGroupName: `${NAME_PREFIX}${unique}`,
      retention,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  /**
   * AWS WAF would create this policy once for the whole account. In the template it can be reviewed, and it is deleted
   * with the stack.
   */
  private admitLogDelivery(): void {
    const stack = Stack.of(this);
    this.logGroup.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'logs', resource: '*' }) },
        },
      }),
    );
  }

  private createConfiguration(props: FirewallLogsProps): void {
    const destination = Stack.of(this).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: this.logGroup.logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const configuration = new CfnLoggingConfiguration(this, 'Resource', {
      resourceArn: props.webAclArn,
      logDestinationConfigs: [destination],
      redactedFields: REDACTED_HEADERS.map((name) => ({ singleHeader: { Name: name } })),
      loggingFilter: props.allRequests ? undefined : keepMatchesOnly(),
    });
    configuration.node.addDependency(this.logGroup);
  }
}

/** Drops the logs of requests that match no rule: nearly all of them, at 0.50 USD a GB. */
function keepMatchesOnly(): object {
  const actions = ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'];
  return {
    DefaultBehavior: 'DROP',
    Filters: [
      {
        Behavior: 'KEEP',
        Requirement: 'MEETS_ANY',
        Conditions: actions.map((action) => ({ ActionCondition: { Action: action } })),
      },
    ],
  };
}
