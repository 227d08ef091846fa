import { SynthesizedResource, SynthesizedTemplate, Templates } from './assemble';

/** Who acts on an alarm. */
export type AlarmKind = 'people' | 'scaling' | 'deployment' | 'composite' | 'nobody';

/** One alarm of a platform. */
export interface FoundAlarm {
  /** `stack/logicalId`. */
  readonly id: string;
  readonly kind: AlarmKind;
  readonly actionsEnabled: boolean;
  readonly alarmActions: unknown[];
  readonly okActions: unknown[];
}

const ALARM_TYPES = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

/** Every alarm of every stack, with who acts on it. */
export function alarmsOf(templates: Templates): FoundAlarm[] {
  return Object.entries(templates).flatMap(([stack, template]) =>
    Object.entries(template.Resources)
      .filter(([, { Type }]) => ALARM_TYPES.includes(Type))
      .map(([id, alarm]) => foundAlarm(`${stack}/${id}`, id, alarm, template)),
  );
}

function foundAlarm(
  path: string,
  id: string,
  { Properties = {} }: SynthesizedResource,
  template: SynthesizedTemplate,
): FoundAlarm {
  const { ActionsEnabled, AlarmActions, OKActions } = Properties;
  const alarmActions = (AlarmActions ?? []) as unknown[];
  return {
    id: path,
    kind: kindOf(id, alarmActions, template),
    actionsEnabled: ActionsEnabled !== false,
    alarmActions,
    okActions: (OKActions ?? []) as unknown[],
  };
}

function kindOf(id: string, actions: unknown[], { Resources }: SynthesizedTemplate): AlarmKind {
  const targets = actions.map((action) => Resources[(action as { Ref: string }).Ref]?.Type ?? 'unknown');
  if (targets.length > 0) {
    return targets.every((type) => type === 'AWS::SNS::Topic') ? 'people' : scalingOrNobody(targets);
  }
  const named = (type: string, property: string) =>
    Object.values(Resources).some(
      (resource) => resource.Type === type && JSON.stringify(resource.Properties?.[property] ?? '').includes(`"${id}"`),
    );
  if (named('AWS::ECS::Service', 'DeploymentConfiguration')) {
    return 'deployment';
  }
  return named('AWS::CloudWatch::CompositeAlarm', 'AlarmRule') ? 'composite' : 'nobody';
}

function scalingOrNobody(targets: string[]): AlarmKind {
  return targets.every((type) => type.endsWith('::ScalingPolicy')) ? 'scaling' : 'nobody';
}

/**
 * What is wrong with the alarms of a platform: nobody acts on one, people do not hear of its end, or it is muted in
 * production, or calls people elsewhere.
 */
export function alarmProblems(templates: Templates, production: boolean): string[] {
  return alarmsOf(templates).flatMap(({ id, kind, actionsEnabled, alarmActions, okActions }) => {
    const callsPeople = kind === 'people';
    // Off-hours exist only outside production: muted, their alarms could never reach anybody.
    const enabled = !callsPeople || production || id.includes('/OffHours');
    return [
      ...(kind === 'nobody' ? [`${id}: nobody acts on it`] : []),
      ...(actionsEnabled === enabled ? [] : [`${id}: actions are ${actionsEnabled ? 'enabled' : 'disabled'}`]),
      ...(callsPeople && JSON.stringify(okActions) !== JSON.stringify(alarmActions)
        ? [`${id}: not everybody hears that it is over`]
        : []),
    ];
  });
}
