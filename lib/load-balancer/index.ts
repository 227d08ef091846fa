export * from './origin-facing-prefix-list';
export * from './origin-load-balancer';
export * from './origin-load-balancer-props';
export * from './target-kind';
export * from './weighted-route';
