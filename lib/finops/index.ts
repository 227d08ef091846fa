export * from './cost-anomaly-monitor';
export * from './cost-tags';
export * from './monthly-budget';
