import { GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { DescribeNetworkInterfacesCommand, DescribeRouteTablesCommand } from '@aws-sdk/client-ec2';
import { DescribeListenersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { Environment } from '../environment';
import { Report } from '../report';

/** The application's own name: records, distribution and listener. */
export async function checkDomain(report: Report, environment: Environment): Promise<void> {
  const { domainName, hostedZoneId } = environment.config.domain ?? {};
  const Id = await environment.idOf('edge', 'AWS::CloudFront::Distribution');
  const { Distribution: distribution } = await environment.edge.cloudFront.send(new GetDistributionCommand({ Id }));
  report.equal('names of the distribution', distribution?.DistributionConfig?.Aliases?.Items, [domainName]);
  const certificate = await environment.idOf('edge', 'AWS::CertificateManager::Certificate');
  report.equal(
    'certificate of the distribution',
    distribution?.DistributionConfig?.ViewerCertificate?.ACMCertificateArn,
    certificate,
  );
  const { ResourceRecordSets: records = [] } = await environment.home.route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: hostedZoneId }),
  );
  const own = records.filter(({ Name }) => Name === `${domainName}.`);
  report.equal('records of the domain', own.map(({ Type }) => Type).sort(), ['A', 'AAAA']);
  report.every(
    'records of the domain lead to the distribution',
    own,
    ({ AliasTarget }) => AliasTarget?.DNSName?.replace(/\.$/, '') === distribution?.DomainName,
    ({ Type }) => String(Type),
  );
  const listenerArn = await environment.idOf('service', 'AWS::ElasticLoadBalancingV2::Listener');
  const { Listeners: [listener] = [] } = await environment.home.elb.send(
    new DescribeListenersCommand({ ListenerArns: [listenerArn] }),
  );
  report.equal('protocol of the listener', [listener?.Protocol, listener?.Port], ['HTTPS', 443]);
}

/** A NAT instance: the app subnets lead to one network interface that forwards what is not its own. */
export async function checkNatInstance(report: Report, environment: Environment): Promise<void> {
  const { ec2 } = environment.home;
  const id = await environment.idOf('network', 'AWS::EC2::NetworkInterface');
  const { NetworkInterfaces: [nat] = [] } = await ec2.send(
    new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [id] }),
  );
  report.equal('the NAT interface forwards', nat?.SourceDestCheck, false);
  const tables = await environment.idsOf('network', 'AWS::EC2::RouteTable');
  const { RouteTables: all = [] } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: tables }));
  const routes = all.flatMap(({ Routes = [] }) => Routes).filter(({ NetworkInterfaceId }) => NetworkInterfaceId === id);
  report.equal('subnets behind the NAT instance', routes.length, 3);
}
