import { json } from '../../text/json';
import { CostReport } from '../report';
import { asMarkdown } from './markdown';
import { asText, Presentation } from './text';

export { COMPARISON_FORMATS } from './comparison';
export { Presentation } from './text';

/** The formats of a bill, by their names. */
export const COST_FORMATS: Readonly<Record<string, (report: CostReport, how: Presentation) => string>> = {
  text: asText,
  json,
  markdown: asMarkdown,
};
