import { Charge, Pricer } from '../charge';
import { HOURS_PER_MONTH } from '../price-list';
import { numberAt, referenced, StackResource, StackTemplate, valueAt } from '../../templates';
import { byTime, fixed } from './charges';

/** Containers. */
export const CONTAINERS: Readonly<Record<string, Pricer>> = {
  'AWS::ECS::Service': byTime(tasks),
};

/** The fewest tasks that scaling keeps; a service without scaling runs its desired count. */
function tasks(service: StackResource, { resources }: StackTemplate, id: string): readonly Charge[] {
  const targets = Object.values(resources).filter(({ Type }) => Type === 'AWS::ApplicationAutoScaling::ScalableTarget');
  const target = targets.find(({ Properties }) => JSON.stringify(Properties?.ResourceId).includes(`"${id}"`));
  const count = numberAt(target, ['MinCapacity'], numberAt(service, ['DesiredCount'], 1));
  const definition = resources[referenced(valueAt(service, ['TaskDefinition'])) ?? ''];
  const vcpu = numberAt(definition, ['Cpu'], 256) / 1024;
  const gib = numberAt(definition, ['Memory'], 512) / 1024;
  return count === 0
    ? []
    : [
        fixed('Fargate', 'linux-arm64/vcpu', count * vcpu * HOURS_PER_MONTH, `${count} x ${vcpu} vCPU of a task`),
        fixed('Fargate', 'linux-arm64/memory', count * gib * HOURS_PER_MONTH, `${count} x ${gib} GiB of a task`),
      ];
}
