export * from './build';
export * from './model';
export * from './report';
export { reportHtml } from './page/page';
