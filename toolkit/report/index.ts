export * from './build';
export * from './model';
export { reportHtml } from './page/page';
