import { App, Duration, Stack, aws_ec2 as ec2, aws_logs as logs, aws_sqs as sqs } from 'aws-cdk-lib';
import { ContainerCluster, WebService, WorkerService } from '../../../lib/containers';
import { WorkloadImage } from '../../../lib/core';
import { OriginLoadBalancer, TargetKind } from '../../../lib/load-balancer';

const { CDK_VALIDATION } = process.env;
beforeAll(() => delete process.env.CDK_VALIDATION);
afterAll(() => {
  process.env.CDK_VALIDATION = CDK_VALIDATION;
});

test(
  'the offline validation of the CDK finds nothing in a web service with a canary and workers with a ' +
    'share of Spot',
  () => {
    const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
    const stack = new Stack(app, 'Service', { env: { account: '111111111111', region: 'eu-west-1' } });
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      restrictDefaultSecurityGroup: false,
    });
    const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
    const routes = [{ id: 'Containers', kind: TargetKind.IP, weight: 100 }];
    const origin = new OriginLoadBalancer(stack, 'Origin', {
      vpc,
      vpcSubnets,
      port: 3000,
      routes,
      canaryRoute: 'Containers',
    });
    const common = {
      cluster: new ContainerCluster(stack, 'Cluster', { vpc }).cluster,
      vpcSubnets,
      image: WorkloadImage.fromUri('public.ecr.aws/docker/library/node:22'),
      command: ['node', 'main.js'],
      cpu: 512,
      memoryMiB: 1024,
      minTasks: 1,
      maxTasks: 4,
      logGroup: new logs.LogGroup(stack, 'Logs'),
    };
    new WebService(stack, 'Web', {
      ...common,
      port: 3000,
      targetGroup: origin.targetGroup('Containers'),
      loadBalancerSecurityGroup: origin.securityGroup,
      canary: {
        alternateTargetGroup: origin.alternateTargetGroup('Containers'),
        productionListenerRuleArn: origin.canaryRuleArn!,
      },
    });
    const queue = new sqs.Queue(stack, 'Queue', { enforceSSL: true });
    new WorkerService(stack, 'Worker', {
      ...common,
      queue,
      acceptableLatency: Duration.seconds(60),
      messageProcessingTime: Duration.seconds(2),
      spotShare: {},
    });
    expect(() => app.synth()).not.toThrow();
  },
);
