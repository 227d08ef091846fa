export * from './fixed-cost';
export * from './price-list';
export { RegionalTemplate, TemplateResource } from './template';
