import { json } from '../../text/json';
import { Renderers } from '../../text/render';
import { fitted } from '../../text/wrap';
import { CostComparison } from '../compare';
import { CostReport } from '../report';
import { comparisonMarkdown, comparisonText } from './comparison';
import { asMarkdown } from './markdown';
import { asText } from './text';

/** The formats of a bill, by their names. */
export const COST_FORMATS: Renderers<CostReport> = {
  text: (report, options) => fitted(asText(report, options), options.columns),
  json,
  markdown: asMarkdown,
};

/** The formats of a comparison of two bills, by their names. */
export const COMPARISON_FORMATS: Renderers<CostComparison> = {
  text: (comparison, options) => fitted(comparisonText(comparison, options), options.columns),
  json,
  markdown: comparisonMarkdown,
};
