import { Aws, Fn } from 'aws-cdk-lib';
import { ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { AuroraOrigin, AuroraPostgres, AuroraStorage } from '../../database';
import { globalClusterNameOf, regionalClusterOf } from './global-names';
import { capacityOf, DatabaseEndpoints } from './home-database';
import { RegionPlan } from './platform-plan';
import { SecondaryStoreContext } from './stores/store';

/** Creates the copy of the global database in a secondary Region. */
export function createSecondaryDatabase(
  scope: Construct,
  context: SecondaryStoreContext,
  home: DatabaseEndpoints,
): DatabaseEndpoints {
  const { plan, network, key } = context;
  const { vpc, dataSubnets, workloadSecurityGroup } = network.network;
  const { database: sizing } = plan.sizes;
  const secret = secretReplica(scope, plan, home.secretArn);
  const cluster = new AuroraPostgres(scope, 'Aurora', {
    vpc,
    vpcSubnets: dataSubnets,
    capacity: capacityOf(sizing),
    ...(plan.headless ? { headless: true } : { readers: sizing.readReplicas }),
    storage: sizing.ioOptimized ? AuroraStorage.IO_OPTIMIZED : undefined,
    clusterIdentifier: regionalClusterOf(plan),
    origin: AuroraOrigin.secondaryOf(globalClusterNameOf(plan)),
    globalWriteForwarding: plan.props.globalWriteForwarding,
    secret,
    encryptionKey: key,
    clients: [workloadSecurityGroup],
  });
  return endpointsOf(plan, cluster, secret, home);
}

/** Host for writes: the writer in whichever Region it is, or with write forwarding the Region's own cluster. */
function endpointsOf(
  plan: RegionPlan,
  cluster: AuroraPostgres,
  secret: ISecret,
  home: DatabaseEndpoints,
): DatabaseEndpoints {
  const writer = plan.globalWriterHost ?? home.directHost;
  const forwards = plan.props.globalWriteForwarding && !plan.headless;
  return {
    writerHost: forwards ? cluster.readerHost : writer,
    directHost: writer,
    readerHosts: plan.headless ? [] : [cluster.readerHost],
    secret,
    secretArn: secret.secretArn,
    port: cluster.port,
    databaseName: home.databaseName,
    username: home.username,
    cluster,
  };
}

/** The ARN of a replica is that of the primary secret with the Region of the replica (Secrets Manager user guide). */
function secretReplica(scope: Construct, { props, region }: RegionPlan, originalArn: string): ISecret {
  const name = Fn.select(6, Fn.split(':', originalArn));
  const arn = Fn.join(':', ['arn', Aws.PARTITION, 'secretsmanager', region.name, props.account, 'secret', name]);
  return Secret.fromSecretCompleteArn(scope, 'DatabaseSecret', arn);
}
