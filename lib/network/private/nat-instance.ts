import { Stack, Tags, Validations } from 'aws-cdk-lib';
import { AutoScalingGroup, HealthChecks, UpdatePolicy } from 'aws-cdk-lib/aws-autoscaling';
import {
  BlockDeviceVolume,
  CfnEIP,
  CfnEIPAssociation,
  CfnNetworkInterface,
  EbsDeviceVolumeType,
  InstanceType,
  ISubnet,
  IVpc,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  MachineImage,
  OperatingSystemType,
  Peer,
  Port,
  SecurityGroup,
  UserData,
} from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../../core/private/nag-findings';
import { NatInstanceProps } from '../nat-strategy';

/** Public SSM parameter of the latest Amazon Linux 2023 image for arm64. */
const AL2023_ARM64 = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';

/** Root volume in GiB, the minimum of the Amazon Linux 2023 image. */
const ROOT_VOLUME_GIB = 8;

/** Properties of `NatInstance`. */
export interface NatInstanceInVpcProps extends NatInstanceProps {
  readonly vpc: IVpc;

  /** The public subnet of the instance. */
  readonly subnet: ISubnet;
}

/**
 * A NAT instance that is replaced automatically. Routes point to a permanent network interface, which each new instance
 * attaches at boot.
 */
export class NatInstance extends Construct {
  /** The network interface to which routes point. */
  public readonly networkInterfaceId: string;

  constructor(scope: Construct, id: string, props: NatInstanceInVpcProps) {
    super(scope, id);
    const securityGroup = this.createSecurityGroup(props.vpc);
    const networkInterface = this.createInterface(props, securityGroup);
    this.networkInterfaceId = networkInterface.attrId;
    this.createGroup(props, securityGroup, this.createRole());
  }

  private createSecurityGroup(vpc: IVpc): SecurityGroup {
    const group = new SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'NAT instance',
      allowAllOutbound: true,
    });
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-EC23',
      reason: 'The rule allows the address range of the VPC only, not the internet.',
    });
    group.addIngressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.allTraffic(), 'Everything that leaves the VPC');
    return group;
  }

  private createInterface({ subnet }: NatInstanceInVpcProps, group: SecurityGroup): CfnNetworkInterface {
    const networkInterface = new CfnNetworkInterface(this, 'Interface', {
      subnetId: subnet.subnetId,
      sourceDestCheck: false,
      groupSet: [group.securityGroupId],
      description: 'NAT: routes point here, whichever instance holds it',
    });
    const address = new CfnEIP(this, 'Address', { domain: 'vpc' });
    new CfnEIPAssociation(this, 'AddressAssociation', {
      allocationId: address.attrAllocationId,
      networkInterfaceId: networkInterface.attrId,
    });
    return networkInterface;
  }

  /** Allows the instance to attach this one interface, and allows Session Manager to connect to it. */
  private createRole(): Role {
    const { partition, region, account } = Stack.of(this);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
    });
    const own = `arn:${partition}:ec2:${region}:${account}`;
    const anyInstance = `${own}:instance/*`;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['ec2:AttachNetworkInterface'],
        resources: [`${own}:network-interface/${this.networkInterfaceId}`, anyInstance],
        conditions: { StringEqualsIfExists: { 'aws:ResourceTag/growth:nat': this.node.addr } },
      }),
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonSSMManagedInstanceCore]',
      reason: 'Session Manager, which replaces SSH, needs AmazonSSMManagedInstanceCore.',
    });
    acknowledgeWildcards(
      role,
      [anyInstance],
      'The id of the next instance is not known. The condition limits the statement to instances of this group.',
    );
    return role;
  }

  private createGroup(
    { vpc, subnet, instanceType, machineImage }: NatInstanceInVpcProps,
    securityGroup: SecurityGroup,
    role: Role,
  ): void {
    const launchTemplate = new LaunchTemplate(this, 'LaunchTemplate', {
      instanceType: new InstanceType(instanceType ?? 't4g.nano'),
      machineImage:
        machineImage ?? MachineImage.resolveSsmParameterAtLaunch(AL2023_ARM64, { os: OperatingSystemType.LINUX }),
      securityGroup,
      role,
      httpTokens: LaunchTemplateHttpTokens.REQUIRED,
      // Needed until the permanent interface is attached.
      associatePublicIpAddress: true,
      userData: this.userData(),
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: BlockDeviceVolume.ebs(ROOT_VOLUME_GIB, { encrypted: true, volumeType: EbsDeviceVolumeType.GP3 }),
        },
      ],
    });
    const group = new AutoScalingGroup(this, 'Group', {
      vpc,
      vpcSubnets: { subnets: [subnet] },
      launchTemplate,
      minCapacity: 1,
      maxCapacity: 1,
      healthChecks: HealthChecks.ec2(),
      updatePolicy: UpdatePolicy.rollingUpdate(),
    });
    Tags.of(group).add('growth:nat', this.node.addr, { applyToLaunchedInstances: true });
    Tags.of(launchTemplate).add('growth:nat', this.node.addr);
    Tags.of(this).add('growth:nat', this.node.addr, { includeResourceTypes: ['AWS::EC2::NetworkInterface'] });
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-AS3',
      reason: 'The group has one instance and never scales, so there are no scaling events to be notified of.',
    });
  }

  private userData(): UserData {
    const userData = UserData.forLinux({ shebang: '#!/bin/bash -eux' });
    userData.addCommands(
      'token=$(curl -sf -X PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 300")',
      'instance=$(curl -sf http://169.254.169.254/latest/meta-data/instance-id -H "X-aws-ec2-metadata-token: $token")',
      'dnf install -y nftables',
      '# The interface is free once the instance before has gone; try for ten minutes.',
      `for attempt in $(seq 1 60); do aws ec2 attach-network-interface --region ${Stack.of(this).region} ` +
        `--instance-id "$instance" --network-interface-id ${this.networkInterfaceId} --device-index 1 && ` +
        'break; sleep 10; done',
      "install -D -m 700 /dev/stdin /usr/local/sbin/nat-up <<'NAT_EOF'",
      ...NAT_UP,
      'NAT_EOF',
      "install -D -m 644 /dev/stdin /etc/systemd/system/nat.service <<'NAT_EOF'",
      ...NAT_UNIT,
      'NAT_EOF',
      'systemctl enable --now nat.service',
    );
    return userData;
  }
}

/** Runs at every boot. Waits for the second interface and its gateway, then routes all outbound traffic through it. */
const NAT_UP = [
  '#!/bin/bash',
  'set -euo pipefail',
  'until gateway=$(ip -4 route show dev ens6 2>/dev/null | awk \'$1 == "default" { print $3; exit }\') ' +
    '&& [ -n "$gateway" ]; do sleep 1; done',
  'sysctl -q -w net.ipv4.ip_forward=1',
  'ip route replace default via "$gateway" dev ens6 metric 10',
  'nft delete table ip nat 2>/dev/null || true',
  'nft add table ip nat',
  "nft 'add chain ip nat postrouting { type nat hook postrouting priority 100 ; }'",
  'nft add rule ip nat postrouting oifname ens6 masquerade',
];

const NAT_UNIT = [
  '[Unit]',
  'Description=Network address translation',
  'Wants=network-online.target',
  'After=network-online.target',
  '[Service]',
  'Type=oneshot',
  'RemainAfterExit=yes',
  'TimeoutStartSec=600',
  'ExecStart=/usr/local/sbin/nat-up',
  '[Install]',
  'WantedBy=multi-user.target',
];
