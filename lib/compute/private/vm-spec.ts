import { VmGroupProps } from '../vm-group-props';

const DEFAULT_CACHE_IMAGE = 'public.ecr.aws/valkey/valkey:8.1.10-alpine';
const DEFAULT_CACHE_MIB = 128;

/** One process of the workload as the virtual machine runs it. */
export interface VmProcess {
  readonly name: 'web' | 'worker' | 'migrate';
  readonly command: string[];
  readonly logGroupName: string;
  readonly stopSeconds: number;
}

/** One secret variable. */
export interface VmSecret {
  readonly name: string;
  readonly arn: string;
  readonly field?: string;
}

/** The local Valkey cache. */
export interface VmCache {
  readonly imageUri: string;
  readonly memoryMiB: number;
}

/** Everything that the user data of a virtual machine depends on. */
export interface VmSpec {
  readonly stackName: string;
  readonly logicalId: string;
  readonly region: string;
  readonly imageUri: string;
  readonly port: number;
  readonly healthCheckPath: string;
  readonly startSeconds: number;
  readonly readOnly: boolean;
  readonly environment: { readonly [name: string]: string };
  readonly secrets: VmSecret[];
  readonly processes: VmProcess[];
  readonly systemLogGroupName: string;
  readonly cache?: VmCache;
}

/** What a specification needs in addition to the properties of the group. */
export interface VmEnvironment {
  readonly stackName: string;
  readonly logicalId: string;
  readonly region: string;
  readonly imageUri: string;
  readonly startSeconds: number;
}

/** The specification of a machine: the properties with their defaults. */
export function vmSpec(props: VmGroupProps, environment: VmEnvironment): VmSpec {
  return {
    ...environment,
    port: props.port,
    healthCheckPath: props.healthCheckPath ?? '/health',
    readOnly: props.readonlyRootFilesystem ?? true,
    environment: props.environment,
    secrets: Object.entries(props.secrets).map(([name, { secret, fieldName }]) => ({
      name,
      arn: secret.secretArn,
      field: fieldName,
    })),
    processes: processes(props),
    systemLogGroupName: (props.systemLogGroup ?? props.webLogGroup).logGroupName,
    cache:
      props.localCache === false
        ? undefined
        : {
            imageUri: props.localCacheImage ?? DEFAULT_CACHE_IMAGE,
            memoryMiB: props.localCacheMemoryMiB ?? DEFAULT_CACHE_MIB,
          },
  };
}

function processes(props: VmGroupProps): VmProcess[] {
  const { webLogGroup, workerCommand, migrateCommand } = props;
  const found: VmProcess[] = [];
  if (migrateCommand !== undefined) {
    found.push({
      name: 'migrate',
      command: migrateCommand,
      logGroupName: (props.migrateLogGroup ?? webLogGroup).logGroupName,
      stopSeconds: 0,
    });
  }
  found.push({
    name: 'web',
    command: props.webCommand,
    logGroupName: webLogGroup.logGroupName,
    stopSeconds: props.webStopTimeout?.toSeconds() ?? 30,
  });
  if (workerCommand !== undefined) {
    const stopSeconds = props.workerStopTimeout?.toSeconds() ?? 90;
    found.push({
      name: 'worker',
      command: workerCommand,
      logGroupName: (props.workerLogGroup ?? webLogGroup).logGroupName,
      stopSeconds,
    });
  }
  return found;
}
