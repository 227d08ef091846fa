import { CfnOutput, Duration, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as ce from 'aws-cdk-lib/aws-ce';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { PlainData } from './data';
import { PlainService } from './service';

/** How many alarms watch stage containers, and how many widgets its dashboard has. */
const ALARMS = 22;
const WIDGETS = 20;

/** As long as the descriptions of the library, which say what an alarm means and what to do. */
const DESCRIPTION =
  'The database is busy for longer than a few minutes: queries wait for it. Look at the slow query log and at ' +
  'Performance Insights, add an index or a cache; a larger class is one deployment.';

/** What the access log holds of a request. */
const RECORD_FIELDS = ['timestamp', 'time-taken', 'sc-status', 'cs-method', 'cs-uri-stem', 'c-ip', 'x-edge-request-id'];

/** Who tells the person on call. */
const PUBLISHERS = ['budgets.amazonaws.com', 'cloudwatch.amazonaws.com', 'costalerts.amazonaws.com'];

function onCall(scope: Construct): sns.Topic {
  const topic = new sns.Topic(scope, 'OnCall', {
    masterKey: new kms.Key(scope, 'OnCallKey', { enableKeyRotation: true }),
    enforceSSL: true,
  });
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'AllowPublishers',
      actions: ['sns:Publish'],
      principals: PUBLISHERS.map((name) => new iam.ServicePrincipal(name)),
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    }),
  );
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'AllowEvents',
      actions: ['sns:Publish'],
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      resources: [topic.topicArn],
      conditions: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:123456789012:rule/*' } },
    }),
  );
  topic.addSubscription(new subscriptions.EmailSubscription('oncall@example.com'));
  return topic;
}

/** Alarms and dashboard, as an expert would write them with the classes of AWS CDK. */
export class PlainOperations extends Stack {
  constructor(scope: Construct, id: string, props: StackProps, data: PlainData, service: PlainService) {
    super(scope, id, props);
    const topic = onCall(this);
    const metrics = [
      data.instance.metricCPUUtilization(),
      data.instance.metricFreeStorageSpace(),
      data.instance.metricDatabaseConnections(),
      data.replica.metricCPUUtilization(),
      data.queue.metricApproximateAgeOfOldestMessage(),
      data.dead.metricApproximateNumberOfMessagesVisible(),
      service.web.metricCpuUtilization(),
      service.web.metricMemoryUtilization(),
      service.worker.metricCpuUtilization(),
      service.loadBalancer.metrics.targetResponseTime(),
      service.loadBalancer.metrics.requestCount(),
    ];
    for (let index = 0; index < ALARMS; index++) {
      const own = metrics[index % metrics.length];
      // As in the library, every third alarm compares two metrics.
      const metric =
        index % 3 === 0
          ? new cloudwatch.MathExpression({
              expression: '100 * a / (a + b)',
              label: 'the first of both, percent',
              period: Duration.minutes(1),
              usingMetrics: { a: own, b: metrics[(index + 1) % metrics.length] },
            })
          : own;
      const alarm = new cloudwatch.Alarm(this, `Alarm${index}`, {
        metric,
        threshold: index,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
        alarmDescription: DESCRIPTION,
      });
      alarm.addAlarmAction(new actions.SnsAction(topic));
      alarm.addOkAction(new actions.SnsAction(topic));
    }
    const dashboard = new cloudwatch.Dashboard(this, 'Dashboard');
    dashboard.addWidgets(new cloudwatch.TextWidget({ markdown: '# notes production', width: 24, height: 1 }));
    for (let index = 0; index < WIDGETS; index++) {
      const [left, right, third] = [0, 1, 2].map((offset) => metrics[(index + offset) % metrics.length]);
      const leftAnnotations = [{ value: index, label: 'the threshold of the alarm' }];
      dashboard.addWidgets(
        new cloudwatch.GraphWidget({
          title: `Widget ${index}`,
          left: [left, third],
          right: [right],
          width: 12,
          height: 6,
          leftAnnotations,
        }),
      );
    }
  }
}

/** Distribution, firewall, uptime check and bill, as an expert would write them with the classes of AWS CDK. */
export class PlainEdge extends Stack {
  constructor(scope: Construct, id: string, props: StackProps, service: PlainService) {
    super(scope, id, props);
    const topic = onCall(this);
    const acl = this.firewall();
    const distribution = this.distribution(service, acl);
    const check = new route53.CfnHealthCheck(this, 'Check', {
      healthCheckConfig: { type: 'HTTPS', fullyQualifiedDomainName: distribution.domainName, resourcePath: '/health' },
    });
    const metric = new cloudwatch.Metric({
      namespace: 'AWS/Route53',
      metricName: 'HealthCheckStatus',
      dimensionsMap: { HealthCheckId: check.attrHealthCheckId },
    });
    new cloudwatch.Alarm(this, 'Down', { metric, threshold: 1, evaluationPeriods: 2 }).addAlarmAction(
      new actions.SnsAction(topic),
    );
    this.bill();
  }

  private firewall(): wafv2.CfnWebACL {
    const visibility = { cloudWatchMetricsEnabled: true, metricName: 'acl', sampledRequestsEnabled: true };
    const groups = [
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesSQLiRuleSet',
      'AWSManagedRulesAmazonIpReputationList',
    ];
    const managed = groups.map((name, priority) => ({
      name,
      priority,
      overrideAction: { none: {} },
      visibilityConfig: visibility,
      statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
    }));
    const acl = new wafv2.CfnWebACL(this, 'Acl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibility,
      rules: [
        ...managed,
        {
          name: 'rate',
          priority: managed.length,
          action: { block: {} },
          visibilityConfig: visibility,
          statement: { rateBasedStatement: { limit: 2_000, aggregateKeyType: 'IP' } },
        },
      ],
    });
    const group = new logs.LogGroup(this, 'AclLogs', {
      logGroupName: 'aws-waf-logs-plain',
      retention: logs.RetentionDays.THREE_MONTHS,
    });
    group.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['logs:PutLogEvents'],
        resources: [group.logGroupArn],
      }),
    );
    new wafv2.CfnLoggingConfiguration(this, 'AclLogging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [group.logGroupArn],
      redactedFields: ['authorization', 'cookie'].map((name) => ({ singleHeader: { Name: name } })),
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: ['BLOCK', 'COUNT'].map((Action) => ({ ActionCondition: { Action } })),
          },
        ],
      },
    });
    return acl;
  }

  private distribution({ loadBalancer }: PlainService, acl: wafv2.CfnWebACL): cloudfront.Distribution {
    const logBucket = new s3.Bucket(this, 'AccessLogs', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
    });
    const origin = origins.VpcOrigin.withVpcOrigin(
      new cloudfront.VpcOrigin(this, 'Origin', {
        endpoint: { endpointArn: loadBalancer.loadBalancerArn, domainName: loadBalancer.loadBalancerDnsName },
      }),
    );
    const assets = s3.Bucket.fromBucketAttributes(this, 'Assets', { bucketName: 'assets', region: 'eu-west-1' });
    const responseHeadersPolicy = new cloudfront.ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.SAMEORIGIN, override: false },
        referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.SAME_ORIGIN, override: false },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: false },
      },
    });
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      webAclId: acl.attrArn,
      comment: 'notes production',
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      errorResponses: [500, 502, 503, 504].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(1) })),
      defaultBehavior: {
        origin,
        cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
        responseHeadersPolicy,
        originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER,
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      },
      additionalBehaviors: {
        '/assets/*': {
          origin: origins.S3BucketOrigin.withOriginAccessControl(assets),
          cachePolicy: new cloudfront.CachePolicy(this, 'Immutable'),
          responseHeadersPolicy,
          viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        },
      },
    });
    Validations.of(distribution).acknowledge({
      id: 'Annotation::@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
      reason: 'the bucket allows the distribution',
    });
    const source = new logs.CfnDeliverySource(this, 'Source', {
      name: 'source',
      logType: 'ACCESS_LOGS',
      resourceArn: distribution.distributionArn,
    });
    const destination = new logs.CfnDeliveryDestination(this, 'Destination', {
      name: 'destination',
      destinationResourceArn: logBucket.bucketArn,
    });
    logBucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AllowLogDelivery',
        actions: ['s3:PutObject'],
        principals: [new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
        resources: [logBucket.arnForObjects('edge/*')],
        conditions: {
          StringEquals: { 'aws:SourceAccount': '123456789012', 's3:x-amz-acl': 'bucket-owner-full-control' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:logs:us-east-1:123456789012:delivery-source:*' },
        },
      }),
    );
    new CfnOutput(this, 'Url', { value: `https://${distribution.domainName}`, description: 'the application' });
    new logs.CfnDelivery(this, 'Delivery', {
      recordFields: RECORD_FIELDS,
      s3SuffixPath: '{yyyy}/{MM}/{dd}',
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.attrArn,
    });
    return distribution;
  }

  private bill(): void {
    const subscribers = [{ address: 'oncall@example.com', subscriptionType: 'EMAIL' }];
    const notificationsWithSubscribers = [50, 80, 100].map((threshold) => ({
      notification: { comparisonOperator: 'GREATER_THAN', notificationType: 'ACTUAL', threshold },
      subscribers,
    }));
    new budgets.CfnBudget(this, 'Budget', {
      budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: 2000, unit: 'USD' } },
      notificationsWithSubscribers,
    });
    const monitor = new ce.CfnAnomalyMonitor(this, 'Monitor', {
      monitorName: 'plain',
      monitorType: 'CUSTOM',
      monitorSpecification: '{}',
    });
    new ce.CfnAnomalySubscription(this, 'Anomalies', {
      subscriptionName: 'plain',
      frequency: 'DAILY',
      monitorArnList: [monitor.attrMonitorArn],
      subscribers: [{ address: 'a@example.com', type: 'EMAIL' }],
    });
  }
}
