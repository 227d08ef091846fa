export { Progress } from './progress';
export { RefusedError } from './refused-error';
