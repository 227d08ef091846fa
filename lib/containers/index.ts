export * from './container-cluster';
export * from './migration-task';
export * from './otel-collector';
export * from './task-props';
export * from './task-schedule';
export * from './temporary-storage';
export * from './web-service';
export * from './worker-service';
