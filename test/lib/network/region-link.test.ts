import { App, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { CidrPlan, GrowthNetwork, RegionLink, RegionLinkProps } from '../../../lib/network';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const PEER = { peerCidr: CidrPlan.forRegion('us-east-1', 0) };
const ASKING = { ...PEER, peerVpcId: 'vpc-0123456789abcdef0', peerRegion: 'us-east-1' };
const ANSWERING = { ...PEER, peeringConnectionId: 'pcx-0123456789abcdef0' };

class Own extends Stack {
  public override get availabilityZones(): string[] {
    return ZONES;
  }
}

/** A network and a link in the same stack. */
function build(props: Partial<RegionLinkProps>) {
  const app = new App();
  const stack = new Own(app, 'Own', { env: { account: '111111111111', region: 'eu-west-1' } });
  const { vpc, appSubnets, dataSubnets } = new GrowthNetwork(stack, 'Network', {
    availabilityZones: ZONES,
    cidr: CidrPlan.forRegion('eu-west-1', 0),
  });
  const link = new RegionLink(stack, 'Link', { vpc, vpcSubnets: [appSubnets, dataSubnets], ...ASKING, ...props });
  return { app, stack, vpc, link };
}

const answering = () => build({ peerVpcId: undefined, peerRegion: undefined, ...ANSWERING });

/** The routes of the link, by logical id without its hash. */
function routesOf(stack: Stack): Record<string, object> {
  const found = Object.entries(Template.fromStack(stack).findResources('AWS::EC2::Route')).filter(([id]) =>
    id.startsWith('Link'),
  );
  return Object.fromEntries(found.map(([id, { Properties }]) => [id.slice(0, -8), Properties as object]));
}

describe('the side that asks', () => {
  test('makes the connection, which needs no acceptance within one account', () => {
    const { stack, vpc, link } = build({});
    const connections = Template.fromStack(stack).findResources('AWS::EC2::VPCPeeringConnection');
    expect(Object.values(connections).map(({ Properties }) => Properties as object)).toEqual([
      { VpcId: stack.resolve(vpc.vpcId), PeerVpcId: 'vpc-0123456789abcdef0', PeerRegion: 'us-east-1' },
    ]);
    expect(stack.resolve(link.peeringConnectionId)).toEqual({ 'Fn::GetAtt': [Object.keys(connections)[0], 'Id'] });
  });

  test('routes the range of the other network, and nothing else, from each subnet that was named', () => {
    const { stack, vpc, link } = build({});
    const tables = [{ subnetGroupName: 'app' }, { subnetGroupName: 'data' }].flatMap((selection) =>
      vpc.selectSubnets(selection).subnets.map(({ routeTable }) => stack.resolve(routeTable.routeTableId) as object),
    );
    const names = ['LinkRoute11', 'LinkRoute12', 'LinkRoute13', 'LinkRoute21', 'LinkRoute22', 'LinkRoute23'];
    expect(routesOf(stack)).toEqual(
      Object.fromEntries(
        names.map((name, index) => [
          name,
          {
            RouteTableId: tables[index],
            DestinationCidrBlock: PEER.peerCidr,
            VpcPeeringConnectionId: stack.resolve(link.peeringConnectionId) as object,
          },
        ]),
      ),
    );
  });

  test('opens no security group', () => {
    const template = Template.fromStack(build({}).stack);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });
});

describe('the side that answers', () => {
  test('makes no connection and routes into the one that was asked for', () => {
    const { stack, link } = answering();
    expectGoldenTemplate('region-link', Template.fromStack(stack));
    Template.fromStack(stack).resourceCountIs('AWS::EC2::VPCPeeringConnection', 0);
    expect(link.peeringConnectionId).toBe('pcx-0123456789abcdef0');
    const routes = Object.values(routesOf(stack));
    expect(routes).toHaveLength(6);
    expect(
      routes.every(
        (route) => (route as { VpcPeeringConnectionId: string }).VpcPeeringConnectionId === 'pcx-0123456789abcdef0',
      ),
    ).toBe(true);
  });
});

test('works over a network that another tool made', () => {
  const stack = new Stack(new App(), 'Foreign', { env: { account: '111111111111', region: 'eu-west-1' } });
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
    privateSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
  });
  new RegionLink(stack, 'Link', { vpc, vpcSubnets: [{ subnets: vpc.privateSubnets }], ...ASKING });
  expect(Object.values(routesOf(stack)).map((route) => (route as { RouteTableId: string }).RouteTableId)).toEqual([
    'rtb-1',
    'rtb-2',
  ]);
});

describe('errors', () => {
  test('neither side, or both', () => {
    expect(() => build({ peerVpcId: undefined, peerRegion: undefined })).toThrow(
      'Own/Link: exactly one of `peerVpcId` and `peeringConnectionId` must be set, got: neither',
    );
    expect(() => build(ANSWERING)).toThrow(
      'Own/Link: exactly one of `peerVpcId` and `peeringConnectionId` must be set, got: both',
    );
  });

  test('a Region on the side that answers', () => {
    expect(() => build({ peerVpcId: undefined, ...ANSWERING })).toThrow(
      'Own/Link: `peerRegion` must not be set together with `peeringConnectionId`, got: "us-east-1"; set it on the ' +
        'requesting side only',
    );
  });

  test.each(['10.1.0.0', '10.1.0.0/8', '10.1.0.0/99'])('the range %s, which no network can have', (peerCidr) => {
    expect(() => build({ peerCidr })).toThrow(
      `Own/Link: \`peerCidr\` must be a CIDR range from /16 to /28 such as 10.1.0.0/16, got: "${peerCidr}"`,
    );
  });

  test('a range that is known at deployment only is taken as it is', () => {
    expect(() => build({ peerCidr: Token.asString({ Ref: 'PeerCidr' }) })).not.toThrow();
  });

  test('no Region and no range, at once', () => {
    expect(() => build({ peerRegion: undefined, peerCidr: 'everywhere' })).toThrow(
      'Own/Link: `peerRegion` must be set together with `peerVpcId`, got: nothing; set it to the Region of the other ' +
        'network; `peerCidr` must be a CIDR range from /16 to /28 such as 10.1.0.0/16, got: "everywhere"',
    );
  });
});

test('both sides are clean by cdk-nag', () => {
  expect(nagFindings(build({}).app).filter((finding) => finding.includes('Link'))).toEqual([]);
  expect(nagFindings(answering().app).filter((finding) => finding.includes('Link'))).toEqual([]);
});
