import { Validations } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { EdgeDistributionProps } from '../edge-distribution-props';

/** Acknowledges the findings of cdk-nag about the distribution. */
export function acknowledgeFindings(distribution: Distribution, props: EdgeDistributionProps): void {
  const findings = Validations.of(distribution);
  findings.acknowledge({
    id: 'AwsSolutions-CFR1',
    reason: 'A SaaS application is open to all countries. If a law requires it, restrict them with a web ACL rule.',
  });
  findings.acknowledge({
    id: 'AwsSolutions-CFR3',
    reason:
      props.accessLogs === false
        ? 'Access logs are turned off with `accessLogs: false`.'
        : 'Requests are logged through standard logging v2, a separate log delivery that the rule does not check.',
  });
  if (props.webAclArn === undefined) {
    findings.acknowledge({
      id: 'AwsSolutions-CFR2',
      reason: 'A later growth stage adds the firewall through `webAclArn`, without a replacement.',
    });
  }
  if (props.domain === undefined) {
    findings.acknowledge({
      id: 'AwsSolutions-CFR4',
      reason:
        'Without a domain, CloudFront uses its own certificate and determines the protocol versions. Set `domain` to ' +
        'require TLS 1.2.',
    });
  }
}
