export * from './fixed-cost';
export * from './price-list';
