import { Charge, Pricer } from '../charge';
import { HOURS_PER_MONTH } from '../price-list';
import { StackResource, valueAt } from '../../templates';
import { byTime, fixed } from './charges';

/** Networks and load balancers. */
export const NETWORK: Readonly<Record<string, Pricer>> = {
  'AWS::EC2::EIP': byTime(() => [fixed('VPC', 'public-ipv4-in-use', HOURS_PER_MONTH, 'public IPv4 address')]),
  'AWS::EC2::NatGateway': byTime(() => [fixed('VPC', 'nat-gateway-hour', HOURS_PER_MONTH, 'NAT gateway')]),
  'AWS::EC2::VPCEndpoint': byTime(interfaceEndpoint),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': byTime(() => [fixed('ELB', 'alb-hour', HOURS_PER_MONTH, 'application load balancer')]),
};

function interfaceEndpoint(endpoint: StackResource): readonly Charge[] {
  if (valueAt(endpoint, ['VpcEndpointType']) !== 'Interface') {
    return [];
  }
  const zones = (valueAt(endpoint, ['SubnetIds']) as unknown[] | undefined)?.length ?? 1;
  return [fixed('VPC', 'interface-endpoint-hour-per-AZ', zones * HOURS_PER_MONTH, `interface endpoint in ${zones} zones`)];
}
