/**
 * When the alarms of each construct fire, as the tests build them: what the operations guide and the documentation of
 * AWS ask for, written by hand. A changed line is a changed promise to whoever is on call.
 */
type Expected = Readonly<Record<string, string>>;

/** For an instance of 20 GiB storage, 2 GiB memory and 200 connections. */
export const DATABASE_ALARMS: Expected = {
  Cpu: 'Average AWS/RDS CPUUtilization >= 80, 3 of 3 x 300 s, missing: notBreaching',
  FreeStorage: 'Minimum AWS/RDS FreeStorageSpace < 3221225472, 1 of 1 x 300 s, missing: notBreaching',
  FreeMemory: 'Average AWS/RDS FreeableMemory < 214748364.8, 3 of 3 x 300 s, missing: notBreaching',
  Connections: 'Maximum AWS/RDS DatabaseConnections >= 160, 3 of 3 x 300 s, missing: notBreaching',
  TransactionIds: 'Maximum AWS/RDS MaximumUsedTransactionIDs >= 1000000000, 1 of 1 x 300 s, missing: notBreaching',
  Replica1Cpu: 'Average AWS/RDS CPUUtilization >= 80, 3 of 3 x 300 s, missing: notBreaching',
  Replica1Lag: 'Maximum AWS/RDS ReplicaLag > 30, 5 of 5 x 60 s, missing: notBreaching',
  Replica2Cpu: 'Average AWS/RDS CPUUtilization >= 80, 3 of 3 x 300 s, missing: notBreaching',
  Replica2Lag: 'Maximum AWS/RDS ReplicaLag > 30, 5 of 5 x 60 s, missing: notBreaching',
  CpuCredits: 'Maximum AWS/RDS CPUSurplusCreditsCharged > 0, 3 of 3 x 3600 s, missing: notBreaching',
  DiskOperations: 'Minimum AWS/RDS EBSIOBalance% < 20, 3 of 3 x 300 s, missing: notBreaching',
  DiskThroughput: 'Minimum AWS/RDS EBSByteBalance% < 20, 3 of 3 x 300 s, missing: notBreaching',
};

/** For a cluster of at most 16 capacity units and 2,000 connections. */
export const AURORA_ALARMS: Expected = {
  WriterCpu: 'Average AWS/RDS CPUUtilization >= 80, 3 of 3 x 300 s, missing: notBreaching',
  ReaderCpu: 'Average AWS/RDS CPUUtilization >= 85, 3 of 3 x 300 s, missing: notBreaching',
  ReaderLag: 'Maximum AWS/RDS AuroraReplicaLagMaximum > 1000, 5 of 5 x 60 s, missing: notBreaching',
  FreeLocalStorage: 'Minimum AWS/RDS FreeLocalStorage < 5368709120, 2 of 2 x 300 s, missing: notBreaching',
  Capacity: 'Maximum AWS/RDS ACUUtilization >= 90, 3 of 3 x 300 s, missing: notBreaching',
  Connections: 'Maximum AWS/RDS DatabaseConnections >= 1600, 3 of 3 x 300 s, missing: notBreaching',
  TransactionIds: 'Maximum AWS/RDS MaximumUsedTransactionIDs >= 1000000000, 1 of 1 x 300 s, missing: notBreaching',
};

export const VM_ALARMS: Expected = {
  StatusCheck: 'Maximum AWS/EC2 StatusCheckFailed >= 1, 10 of 10 x 60 s, missing: notBreaching',
  Cpu: 'Average AWS/EC2 CPUUtilization >= 85, 3 of 3 x 300 s, missing: notBreaching',
  Memory: 'Maximum CWAgent mem_used_percent >= 90, 5 of 5 x 60 s, missing: notBreaching',
  Disk: 'Maximum CWAgent disk_used_percent >= 85, 5 of 5 x 60 s, missing: notBreaching',
};

export const CACHE_ALARMS: Expected = {
  EngineCpu: 'Maximum AWS/ElastiCache EngineCPUUtilization >= 80, 3 of 3 x 300 s, missing: notBreaching',
  Memory: 'Maximum AWS/ElastiCache DatabaseMemoryUsagePercentage >= 90, 2 of 2 x 300 s, missing: notBreaching',
  Evictions: 'Sum AWS/ElastiCache Evictions > 100, 3 of 3 x 300 s, missing: notBreaching',
  HitRatio:
    'Sum AWS/ElastiCache CacheHits and Sum AWS/ElastiCache CacheMisses < 80, 6 of 6 x 300 s, missing: notBreaching',
};

/** For a service of at least two tasks. */
export const SERVICE_ALARMS: Expected = {
  RunningTasks: 'SampleCount AWS/ECS CPUUtilization < 2, 5 of 5 x 60 s, missing: breaching',
  Cpu: 'Average AWS/ECS CPUUtilization >= 85, 15 of 15 x 60 s, missing: notBreaching',
  Memory: 'Average AWS/ECS MemoryUtilization >= 90, 5 of 5 x 60 s, missing: notBreaching',
};

const failedRequests = (source: string) =>
  `Sum AWS/ApplicationELB HTTPCode_${source}_5XX_Count and Sum AWS/ApplicationELB RequestCount`;

/** For a promised p99 of 150 ms and an error rate of 1 %. */
export const LOAD_BALANCER_ALARMS: Expected = {
  NoHealthyHosts: 'Maximum AWS/ApplicationELB HealthyHostCount < 1, 3 of 3 x 60 s, missing: breaching',
  LoadBalancerErrors: `${failedRequests('ELB')} > 1, 2 of 2 x 300 s, missing: notBreaching`,
  TargetErrors: `${failedRequests('Target')} > 1, 2 of 2 x 300 s, missing: notBreaching`,
  Latency: 'p99 AWS/ApplicationELB TargetResponseTime > 0.15, 3 of 3 x 300 s, missing: notBreaching',
  UnhealthyHosts1: 'Maximum AWS/ApplicationELB UnHealthyHostCount >= 1, 10 of 10 x 60 s, missing: notBreaching',
  UnhealthyHosts2: 'Maximum AWS/ApplicationELB UnHealthyHostCount >= 1, 10 of 10 x 60 s, missing: notBreaching',
};

/** For two further Regions, and a move of 200 GiB. */
export const REPLICATION_ALARMS: Expected = {
  DatabaseLag: 'Maximum AWS/RDS AuroraGlobalDBReplicationLag > 5000, 5 of 5 x 60 s, missing: notBreaching',
  DatabaseRecoveryPoint: 'Maximum AWS/RDS AuroraGlobalDBRPOLag > 10000, 5 of 5 x 60 s, missing: notBreaching',
  CacheLag: 'Maximum AWS/ElastiCache GlobalDatastoreReplicationLag > 10, 5 of 5 x 60 s, missing: notBreaching',
  ObjectLatency1: 'Maximum AWS/S3 ReplicationLatency > 900, 3 of 3 x 300 s, missing: notBreaching',
  ObjectFailures1: 'Sum AWS/S3 OperationsFailedReplication > 0, 1 of 1 x 300 s, missing: notBreaching',
  ObjectFailures2: 'Sum AWS/S3 OperationsFailedReplication > 0, 1 of 1 x 300 s, missing: notBreaching',
  TableLag1: 'Average AWS/DynamoDB ReplicationLatency > 10000, 5 of 5 x 60 s, missing: notBreaching',
  TableLag2: 'Average AWS/DynamoDB ReplicationLatency > 10000, 5 of 5 x 60 s, missing: notBreaching',
  MoveSlotLag: 'Maximum AWS/RDS OldestReplicationSlotLag > 21474836480, 3 of 3 x 300 s, missing: notBreaching',
  MoveLogSize: 'Maximum AWS/RDS TransactionLogsDiskUsage > 42949672960, 3 of 3 x 300 s, missing: notBreaching',
  MoveReplicaLag: 'Maximum AWS/RDS RDSToAuroraPostgreSQLReplicaLag > 60, 15 of 15 x 60 s, missing: notBreaching',
};

export const UPTIME_ALARMS: Expected = {
  Down: 'Minimum AWS/Route53 HealthCheckStatus < 1, 2 of 2 x 60 s, missing: breaching',
};

const FAILED =
  'Sum AWS/ApplicationELB HTTPCode_ELB_5XX_Count and Sum AWS/ApplicationELB HTTPCode_Target_5XX_Count ' +
  'and Sum AWS/ApplicationELB RequestCount';
const LATE = 'PR(:0.15) AWS/ApplicationELB TargetResponseTime and Sum AWS/ApplicationELB RequestCount';

/** For 99.95 % without an error, which leaves a budget of 0.05 %, and a promised p99 of 150 ms, which leaves 1 %. */
export const SLO_ALARMS: Expected = {
  FastBurnLong: `${FAILED} > 0.72, 1 of 1 x 3600 s, missing: notBreaching`,
  FastBurnShort: `${FAILED} > 0.72, 1 of 1 x 300 s, missing: notBreaching`,
  MediumBurnLong: `${FAILED} > 0.3, 1 of 1 x 21600 s, missing: notBreaching`,
  MediumBurnShort: `${FAILED} > 0.3, 1 of 1 x 1800 s, missing: notBreaching`,
  SlowBurnLong: `${FAILED} > 0.05, 3 of 3 x 86400 s, missing: notBreaching`,
  SlowBurnShort: `${FAILED} > 0.05, 1 of 1 x 21600 s, missing: notBreaching`,
  LatencyFastBurnLong: `${LATE} > 14.4, 1 of 1 x 3600 s, missing: notBreaching`,
  LatencyFastBurnShort: `${LATE} > 14.4, 1 of 1 x 300 s, missing: notBreaching`,
  LatencyMediumBurnLong: `${LATE} > 6, 1 of 1 x 21600 s, missing: notBreaching`,
  LatencyMediumBurnShort: `${LATE} > 6, 1 of 1 x 1800 s, missing: notBreaching`,
  LatencySlowBurnLong: `${LATE} > 1, 3 of 3 x 86400 s, missing: notBreaching`,
  LatencySlowBurnShort: `${LATE} > 1, 1 of 1 x 21600 s, missing: notBreaching`,
};
