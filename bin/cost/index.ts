export * from './assumptions';
export * from './bill';
export * from './charge';
export * from './fixed-cost';
export * from './guide-costs';
export * from './price-list';
export * from './workload';
