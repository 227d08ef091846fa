/** How a target group registers its targets. Cannot be changed after creation (`TargetType` is create-only). */
export enum TargetKind {
  /** EC2 instances, by instance id. Use it for a `VmGroup`. */
  INSTANCE = 'INSTANCE',

  /** IP addresses. Use it for Fargate tasks. */
  IP = 'IP',
}
