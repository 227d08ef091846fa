import { StateError, World } from './run-state-machine';

export interface Bounds {
  min: number;
  max: number;
  desired: number;
}

export interface FakeService {
  desired: number;
  /** Bounds of the scalable target, if there is one. */
  target?: { min: number; max: number };
}

/** Waits that a database needs for a step: from the state, to the state. */
const STEPS: Record<string, string> = {
  starting: 'available',
  stopping: 'stopped',
  'backing-up': 'available',
  modifying: 'available',
  rebooting: 'available',
  'configuring-enhanced-monitoring': 'available',
  'storage-optimization': 'available',
};

/** The few APIs that the off-hours state machines call, with the rules of AWS that matter. */
export class FakeAws implements World {
  public readonly groups: Record<string, Bounds> = {};
  public readonly services: Record<string, FakeService> = {};
  public readonly databases: Record<string, string> = {};
  public readonly parameters: Record<string, string> = {};
  public readonly calls: string[] = [];
  public seconds = 0;
  /** Says whether a call fails as if AWS had trouble. */
  public trouble: (action: string, number: number) => boolean = () => false;

  public call(action: string, args: any): any {
    this.calls.push(action);
    if (this.trouble(action, this.calls.length)) {
      throw new StateError('Sdk.ThrottlingException');
    }
    const answer = (this as any)[action.split(':')[1]];
    if (!answer) {
      throw new Error(`no idea of ${action}`);
    }
    return answer.call(this, args);
  }

  public wait(seconds: number): void {
    this.seconds += seconds;
    if (seconds < 30) {
      return;
    }
    for (const [name, status] of Object.entries(this.databases)) {
      this.databases[name] = STEPS[status] ?? status;
    }
  }

  /** What users would notice: everything but the parameters. */
  public get state() {
    return JSON.parse(JSON.stringify({ groups: this.groups, services: this.services, databases: this.databases }));
  }

  /** Whether nothing costs money any more. */
  public get quiet(): boolean {
    const numbers = [
      ...Object.values(this.groups).flatMap(({ min, max, desired }) => [min, max, desired]),
      ...Object.values(this.services).flatMap(({ desired, target }) => [desired, target?.min ?? 0, target?.max ?? 0]),
    ];
    return (
      numbers.every((number) => number === 0) &&
      Object.values(this.databases).every((status) => status.startsWith('stop'))
    );
  }

  protected describeAutoScalingGroups({ AutoScalingGroupNames: [name] }: any) {
    const group = this.groups[name];
    return {
      AutoScalingGroups: group ? [{ MinSize: group.min, MaxSize: group.max, DesiredCapacity: group.desired }] : [],
    };
  }

  protected updateAutoScalingGroup({
    AutoScalingGroupName,
    MinSize: min,
    MaxSize: max,
    DesiredCapacity: desired,
  }: any) {
    if (!(min <= desired && desired <= max)) {
      throw new StateError('AutoScaling.AutoScalingException', 'desired capacity out of bounds');
    }
    this.groups[AutoScalingGroupName] = { min, max, desired };
  }

  protected describeServices({ Cluster, Services: [name] }: any) {
    const service = this.services[`${Cluster}/${name}`];
    return service
      ? { Services: [{ Status: 'ACTIVE', DesiredCount: service.desired }], Failures: [] }
      : { Services: [], Failures: [{ Reason: 'MISSING' }] };
  }

  protected updateService({ Cluster, Service, DesiredCount }: any) {
    if (!Number.isInteger(DesiredCount)) {
      throw new StateError('Ecs.InvalidParameterException');
    }
    this.services[`${Cluster}/${Service}`].desired = DesiredCount;
  }

  protected describeScalableTargets({ ServiceNamespace, ScalableDimension, ResourceIds: [id] }: any) {
    expect([ServiceNamespace, ScalableDimension]).toEqual(['ecs', 'ecs:service:DesiredCount']);
    const target = this.services[id.replace('service/', '')]?.target;
    return { ScalableTargets: target ? [{ MinCapacity: target.min, MaxCapacity: target.max }] : [] };
  }

  protected registerScalableTarget({ ResourceId, MinCapacity: min, MaxCapacity: max }: any) {
    if (!(min <= max)) {
      throw new StateError('ApplicationAutoScaling.ValidationException');
    }
    this.services[ResourceId.replace('service/', '')].target = { min, max };
  }

  protected describeDBInstances({ DbInstanceIdentifier }: any) {
    return { DbInstances: [{ DbInstanceStatus: this.databases[DbInstanceIdentifier] }] };
  }

  protected stopDBInstance({ DbInstanceIdentifier }: any) {
    this.moveDatabase(DbInstanceIdentifier, 'available', 'stopping');
  }

  protected startDBInstance({ DbInstanceIdentifier }: any) {
    this.moveDatabase(DbInstanceIdentifier, 'stopped', 'starting');
  }

  private moveDatabase(name: string, expected: string, next: string): void {
    if (this.databases[name] !== expected) {
      throw new StateError('Rds.InvalidDbInstanceStateException');
    }
    this.databases[name] = next;
  }

  protected getParameter({ Name }: any) {
    this.requireParameter(Name);
    return { Parameter: { Name, Value: this.parameters[Name] } };
  }

  protected putParameter({ Name, Value, Type, Overwrite }: any) {
    expect({ Type, Overwrite, text: typeof Value }).toEqual({ Type: 'String', Overwrite: true, text: 'string' });
    this.parameters[Name] = Value;
  }

  protected deleteParameter({ Name }: any) {
    this.requireParameter(Name);
    delete this.parameters[Name];
  }

  private requireParameter(name: string): void {
    if (this.parameters[name] === undefined) {
      throw new StateError('Ssm.ParameterNotFoundException');
    }
  }
}
