import { VmGroup } from '../../compute';
import { WorkloadSecret } from '../../core/workload-secret';
import { WorkloadVariable } from '../../core/workload-variable';
import { PlatformPlan } from './platform-plan';
import { allStores, RegionalStores } from './stores';
import { WorkloadProcess } from './stores/store';

/** The variables of one kind of compute: plain values, and those that are read from AWS Secrets Manager. */
export interface WorkloadEnvironment {
  readonly environment: { [name: string]: string };
  readonly secrets: { [name: string]: WorkloadSecret };
}

/** Endpoint of the OpenTelemetry collector, which runs in the same task. */
const TASK_OTLP_ENDPOINT = 'http://127.0.0.1:4318';

/** What differs between kinds of compute. */
interface ComputeValues extends WorkloadProcess {
  readonly stage: string;
  readonly otlpEndpoint: string;
}

/** The workload contract for tasks. */
export function containerEnvironment(plan: PlatformPlan, stores: RegionalStores): WorkloadEnvironment {
  return environmentOf(plan, stores, {
    stage: plan.props.stage.name,
    otlpEndpoint: TASK_OTLP_ENDPOINT,
    usesProxy: true,
    usesSharedCache: true,
  });
}

/** The workload contract for virtual machines, which at first use a cache of their own and no database proxy. */
export function vmEnvironment(plan: PlatformPlan, stores: RegionalStores): WorkloadEnvironment {
  const { stage = plan.props.stage.name, usesProxy = false, usesSharedCache = false } = plan.vm ?? {};
  return environmentOf(plan, stores, {
    stage,
    otlpEndpoint: VmGroup.LOCAL_OTLP_ENDPOINT,
    usesProxy,
    usesSharedCache,
  });
}

function environmentOf(plan: PlatformPlan, stores: RegionalStores, values: ComputeValues): WorkloadEnvironment {
  const { props } = plan;
  const ofStores = allStores(stores).map((store) => store.variables(values));
  return {
    environment: {
      ...props.variables,
      ...inContractOrder({
        [WorkloadVariable.PORT]: String(plan.port),
        [WorkloadVariable.GROWTH_STAGE]: values.stage,
        [WorkloadVariable.AWS_REGION]: plan.region.name,
        [WorkloadVariable.OTEL_EXPORTER_OTLP_ENDPOINT]: values.otlpEndpoint,
        [WorkloadVariable.SENTRY_DSN]: props.sentryDsn ?? '',
        ...merged(ofStores.map(({ environment }) => environment)),
      }),
    },
    secrets: {
      ...props.secrets,
      ...inContractOrder(merged(ofStores.map(({ secrets }) => secrets))),
    },
  };
}

function merged<T>(parts: ({ [name: string]: T } | undefined)[]): { [name: string]: T } {
  return Object.assign({}, ...parts);
}

/** Sorted in the order of the contract, because templates list variables in the given order. */
function inContractOrder<T>(values: { [name: string]: T }): { [name: string]: T } {
  const names = WorkloadVariable.ALL.filter((name) => values[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}
