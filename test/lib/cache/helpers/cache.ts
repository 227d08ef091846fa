import { App, Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ValkeyCache, ValkeyCacheProps } from '../../../../lib/cache';

export const ACCOUNT = '111111111111';

/** An application with one stack, which has a VPC that exists already. */
export function own(app = new App(), id = 'Own', region = 'eu-west-1') {
  const stack = new Stack(app, id, { env: { account: ACCOUNT, region } });
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: [`${region}a`, `${region}b`, `${region}c`],
    isolatedSubnetIds: ['subnet-0123456789abcdef1', 'subnet-0123456789abcdef2', 'subnet-0123456789abcdef3'],
  });
  return { app, stack, vpc };
}

/** A cache in it. */
export function build(props: Partial<ValkeyCacheProps> = {}, at = own()) {
  const cache = new ValkeyCache(at.stack, 'Cache', {
    vpc: at.vpc,
    vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
    nodeType: 'cache.t4g.small',
    ...props,
  });
  return { ...at, cache };
}
