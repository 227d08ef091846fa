/**
 * How a route's target group addresses its targets. Create-only in CloudFormation (`TargetType`): a route keeps its
 * kind for ever.
 */
export enum TargetKind {
  /** EC2 instances, registered by instance id: the Auto Scaling group of a VM group. */
  INSTANCE = 'INSTANCE',

  /** IP addresses: Fargate tasks, each with its own network interface. */
  IP = 'IP',
}
