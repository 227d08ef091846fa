import { CostComparison, CostReport } from './cost';
import { COMPARISON_FORMATS, COST_FORMATS } from './cost/output';
import { DIFF_FORMATS } from './diff/render';
import { DiffReport } from './diff/report';
import { Plan, PLAN_FORMATS } from './plan';
import { reportHtml, ReportModel } from './report';
import { rendered, RenderOptions } from './text/render';

/** A format of bills, comparisons and plans. Markdown fits into a comment on a pull request. */
export type Format = 'text' | 'markdown' | 'json';

/** A format of differences. SARIF is what code scanning reads. */
export type DiffFormat = Format | 'sarif';

/**
 * Renders a difference.
 *
 * @param report the difference
 * @param format the format
 * @param options width and length
 */
export function renderDiff(report: DiffReport, format: DiffFormat, options?: RenderOptions): string {
  return rendered(DIFF_FORMATS, report, format, options);
}

/**
 * Renders a bill.
 *
 * @param report the bill
 * @param format the format
 * @param options length and how much is shown
 */
export function renderCost(report: CostReport, format: Format, options?: RenderOptions): string {
  return rendered(COST_FORMATS, report, format, options);
}

/**
 * Renders the comparison of two bills.
 *
 * @param comparison the comparison
 * @param format the format
 * @param options length and how much is shown
 */
export function renderComparison(comparison: CostComparison, format: Format, options?: RenderOptions): string {
  return rendered(COMPARISON_FORMATS, comparison, format, options);
}

/**
 * Renders a plan as a runbook; in Markdown with boxes to tick.
 *
 * @param plan the plan
 * @param format the format
 * @param options width
 */
export function renderPlan(plan: Plan, format: Format, options?: RenderOptions): string {
  return rendered(PLAN_FORMATS, plan, format, options);
}

/**
 * Renders a report as one HTML document that opens offline.
 *
 * @param report the report
 */
export function renderReport(report: ReportModel): string {
  return reportHtml(report);
}
