export * from './cost-anomaly-monitor';
export * from './cost-tags';
export * from './monthly-budget';
export * from './off-hours';
export * from './off-hours-props';
