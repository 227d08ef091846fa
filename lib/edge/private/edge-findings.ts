import { Validations } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { EdgeDistributionProps } from '../edge-distribution-props';

/** Says why findings of cdk-nag about the distribution are no faults. */
export function acknowledgeFindings(distribution: Distribution, props: EdgeDistributionProps): void {
  const findings = Validations.of(distribution);
  findings.acknowledge({
    id: 'AwsSolutions-CFR1',
    reason:
      'a SaaS product is open to users of all countries; restrict them with a rule of the web ACL where a ' +
      'law asks for it',
  });
  findings.acknowledge({
    id: 'AwsSolutions-CFR3',
    reason:
      props.accessLogs === false
        ? 'access logs were switched off with `accessLogs: false`'
        : 'requests are logged through standard logging v2, a log delivery beside the distribution that the ' +
          'rule does not look at',
  });
  if (props.webAclArn === undefined) {
    findings.acknowledge({
      id: 'AwsSolutions-CFR2',
      reason: 'the firewall joins in a later growth stage through `webAclArn`, without replacing anything',
    });
  }
  if (props.domain === undefined) {
    findings.acknowledge({
      id: 'AwsSolutions-CFR4',
      reason:
        'without an own domain CloudFront serves its own certificate and fixes the protocol versions itself; ' +
        'give `domain` to require TLS 1.2',
    });
  }
}
