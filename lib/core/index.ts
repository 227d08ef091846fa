export * from './alarm-tuning';
export * from './growth-stage';
export * from './stage-sizing';
export * from './stage-transition';
export * from './step-duration';
export * from './workload-image';
export * from './workload-secret';
export * from './workload-variable';
