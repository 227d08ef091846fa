import { call, choice, jsonata, State, States } from './states';

const SCALABLE = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' };

/** The target is stopped, or a stop or a start has been interrupted halfway. */
const STOPPED = '$live.max = 0 or $live.desired < $live.min';

/** The capacity that is written to a target. */
interface Bounds {
  readonly min: unknown;
  readonly max: unknown;
  readonly desired: unknown;
}

/**
 * The states that an Auto Scaling group or a service goes through. An error ends in an output and not in a failure, so
 * that the other targets continue.
 */
export class ComputeStates {
  constructor(private readonly partition: string) {}

  /** Saves the current capacity, then sets it to zero. For a stopped target, the saved capacity stays. */
  public stop(): States {
    return {
      ...this.read(),
      'Is it stopped?': choice({ Missing: '$not($exists($live.desired))', Done: STOPPED }, 'Remember'),
      Remember: this.call({
        action: 'ssm:putParameter',
        arguments: {
          Name: jsonata('$target.Parameter'),
          Value: jsonata('$string($live)'),
          Type: 'String',
          Overwrite: true,
        },
        next: 'What is changed?',
      }),
      ...this.write({ min: 0, max: 0, desired: 0 }, 'Done'),
      ...this.ends(),
    };
  }

  /**
   * Restores the saved capacity, then deletes the parameter. A target that has been raised meanwhile stays as it is.
   */
  public start(): States {
    return {
      Recall: this.call({
        action: 'ssm:getParameter',
        arguments: { Name: jsonata('$states.input.Parameter') },
        assign: { target: jsonata('$states.input'), stored: jsonata('$parse($states.result.Parameter.Value)') },
        next: 'Read again',
        answers: { 'Ssm.ParameterNotFoundException': 'Done' },
      }),
      'Read again': { Type: 'Pass', Output: jsonata('$target'), Next: 'What is it?' },
      ...this.read(),
      'Is it stopped?': choice({ Missing: '$not($exists($live.desired))', 'What is changed?': STOPPED }, 'Forget'),
      ...this.write(
        { min: jsonata('$stored.min'), max: jsonata('$stored.max'), desired: jsonata('$stored.desired') },
        'Forget',
      ),
      Forget: this.call({
        action: 'ssm:deleteParameter',
        arguments: { Name: jsonata('$target.Parameter') },
        next: 'Done',
        answers: { 'Ssm.ParameterNotFoundException': 'Done' },
      }),
      ...this.ends(),
    };
  }

  /** Reads the capacity into `$live`. A service without a scalable target only has a desired count. */
  private read(): States {
    return {
      'What is it?': choice({ 'Read group': "$states.input.Kind = 'group'" }, 'Read service'),
      'Read group': this.call({
        action: 'autoscaling:describeAutoScalingGroups',
        arguments: { AutoScalingGroupNames: [jsonata('$states.input.Name')] },
        assign: {
          target: jsonata('$states.input'),
          live: jsonata(
            '$merge([{}, $states.result.AutoScalingGroups[0]' +
              '.{"min": MinSize, "max": MaxSize, "desired": DesiredCapacity}])',
          ),
        },
        next: 'Is it stopped?',
      }),
      'Read service': this.call({
        action: 'ecs:describeServices',
        arguments: { Cluster: jsonata('$states.input.Cluster'), Services: [jsonata('$states.input.Name')] },
        assign: {
          target: jsonata('$states.input'),
          service: jsonata('$merge([{}, $states.result.Services[Status = "ACTIVE"].{"desired": DesiredCount}])'),
        },
        next: 'Read scalable target',
      }),
      'Read scalable target': this.call({
        action: 'applicationautoscaling:describeScalableTargets',
        arguments: { ...SCALABLE, ResourceIds: [jsonata('$target.ResourceId')] },
        assign: {
          scaled: jsonata('$exists($states.result.ScalableTargets[0])'),
          live: jsonata(
            '$merge([{"min": $service.desired, "max": $service.desired}, ' +
              '$states.result.ScalableTargets[0].{"min": MinCapacity, "max": MaxCapacity}, ' +
              '{"desired": $service.desired}])',
          ),
        },
        next: 'Is it stopped?',
      }),
    };
  }

  private write({ min, max, desired }: Bounds, next: string): States {
    return {
      'What is changed?': choice(
        { 'Write group': "$target.Kind = 'group'", 'Write scalable target': '$scaled' },
        'Write service',
      ),
      'Write group': this.call({
        action: 'autoscaling:updateAutoScalingGroup',
        arguments: {
          AutoScalingGroupName: jsonata('$target.Name'),
          MinSize: min,
          MaxSize: max,
          DesiredCapacity: desired,
        },
        next,
      }),
      'Write scalable target': this.call({
        action: 'applicationautoscaling:registerScalableTarget',
        arguments: { ...SCALABLE, ResourceId: jsonata('$target.ResourceId'), MinCapacity: min, MaxCapacity: max },
        next: 'Write service',
      }),
      'Write service': this.call({
        action: 'ecs:updateService',
        arguments: { Cluster: jsonata('$target.Cluster'), Service: jsonata('$target.Name'), DesiredCount: desired },
        next,
      }),
    };
  }

  private ends(): States {
    return {
      Done: { Type: 'Pass', Output: { failed: false }, End: true },
      Missing: {
        Type: 'Pass',
        Output: { failed: true, target: jsonata('$target'), error: 'it does not exist' },
        End: true,
      },
      Failed: { Type: 'Pass', Output: { failed: true, error: jsonata('$states.input') }, End: true },
    };
  }

  private call(fields: Omit<Parameters<typeof call>[1], 'failed'>): State {
    return call(this.partition, { ...fields, failed: 'Failed' });
  }
}
