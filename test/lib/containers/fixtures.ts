import {
  App,
  Duration,
  Stack,
  aws_ec2 as ec2,
  aws_ecs as ecs,
  aws_kms as kms,
  aws_logs as logs,
  aws_secretsmanager as secretsmanager,
  aws_sqs as sqs,
  aws_elasticloadbalancingv2 as elbv2,
} from 'aws-cdk-lib';
import {
  ContainerCluster,
  ContainerTaskProps,
  MigrationTask,
  MigrationTaskProps,
  WebService,
  WebServiceProps,
  WorkerService,
  WorkerServiceProps,
} from '../../../lib/containers';
import { WorkloadImage, WorkloadSecret } from '../../../lib/core';

const env = { account: '111111111111', region: 'eu-west-1' };

/** Everything that the services are given, in one stack, and a second stack for the services themselves. */
export class Fixture {
  public readonly app = new App({
    context: {
      '@aws-cdk/core:defaultCrossStackReferences': 'weak',
      '@aws-cdk/core:validateAgainstDefaultRules': false,
      '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': false,
    },
  });
  public readonly data = new Stack(this.app, 'Data', { env });
  public readonly stack = new Stack(this.app, 'Service', { env });
  public readonly vpc = new ec2.Vpc(this.data, 'Vpc', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
  public readonly key = new kms.Key(this.data, 'Key', { enableKeyRotation: true });
  public readonly secret = new secretsmanager.Secret(this.data, 'Secret', { encryptionKey: this.key });
  public readonly logGroup = new logs.LogGroup(this.data, 'Logs', { encryptionKey: this.key });
  public readonly workload = new ec2.SecurityGroup(this.data, 'Workload', { vpc: this.vpc, description: 'clients' });
  public readonly deadLetterQueue = new sqs.Queue(this.data, 'Dead', { enforceSSL: true });
  public readonly queue = new sqs.Queue(this.data, 'Queue', {
    enforceSSL: true,
    encryptionMasterKey: this.key,
    deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: 3 },
  });
  public readonly cluster: ecs.Cluster = new ContainerCluster(this.stack, 'Cluster', { vpc: this.vpc }).cluster;
  private group?: elbv2.ApplicationTargetGroup;
  private balancer?: elbv2.ApplicationLoadBalancer;

  public task(): ContainerTaskProps {
    return {
      cluster: this.cluster,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      image: WorkloadImage.fromUri('public.ecr.aws/docker/library/node:22'),
      command: ['node', 'main.js'],
      environment: { GROWTH_STAGE: 'containers' },
      secrets: { DATABASE_PASSWORD: WorkloadSecret.field(this.secret, 'password') },
      cpu: 512,
      memoryMiB: 1024,
      logGroup: this.logGroup,
      securityGroups: [this.workload],
    };
  }

  public get loadBalancer(): elbv2.ApplicationLoadBalancer {
    this.balancer ??= new elbv2.ApplicationLoadBalancer(this.stack, 'Alb', { vpc: this.vpc });
    return this.balancer;
  }

  public get targetGroup(): elbv2.ApplicationTargetGroup {
    if (!this.group) {
      this.group = new elbv2.ApplicationTargetGroup(this.stack, 'Group', {
        vpc: this.vpc,
        port: 3000,
        protocol: elbv2.ApplicationProtocol.HTTP,
        targetType: elbv2.TargetType.IP,
      });
      this.loadBalancer.addListener('Http', { port: 80, open: false, defaultTargetGroups: [this.group] });
    }
    return this.group;
  }

  public web(props: Partial<WebServiceProps> = {}): WebService {
    return new WebService(this.stack, 'Web', {
      ...this.task(),
      minTasks: 2,
      maxTasks: 8,
      port: 3000,
      targetGroup: props.targetGroup ?? this.targetGroup,
      ...props,
    });
  }

  public worker(props: Partial<WorkerServiceProps> = {}): WorkerService {
    return new WorkerService(this.stack, 'Worker', {
      ...this.task(),
      minTasks: 1,
      maxTasks: 10,
      queue: this.queue,
      acceptableLatency: Duration.seconds(60),
      messageProcessingTime: Duration.seconds(5),
      ...props,
    });
  }

  public migration(props: Partial<MigrationTaskProps> = {}): MigrationTask {
    return new MigrationTask(this.stack, 'Migration', { ...this.task(), ...props });
  }
}

/** The message of the error that a call throws. */
export function errorOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
