/** What `cdk-growth-stages/toolkit` exports: the engines of `growth` as functions, for scripts of your own. */
export {
  appInRegion,
  Configuration,
  ConfigurationSource,
  loadApp,
  LoadAppOptions,
  loadApps,
  LoadedApp,
  StackDetails,
  StackIdentity,
  StackResource,
  StackTemplate,
  TemplateSections,
} from './assembly';
export { SynthOptions } from './assembly/synth';
export {
  AssumptionName,
  Budget,
  CapacityLimit,
  ChargeKind,
  compareCosts,
  cost,
  CostComparison,
  CostLine,
  CostOptions,
  CostReport,
  CostTotals,
  ExceededLimit,
  GuideComparison,
  GuideCost,
  HeavyLine,
  LineChange,
  LineReason,
  LineSide,
  PriceRow,
  Sensitivity,
  ServiceDifference,
  ServiceSum,
  Unpriced,
  UsedAssumption,
  usageTemplate,
  WhatIf,
} from './cost';
export { costFailures, JudgedCost } from './cost/policy';
export { ChangeClass, Effect, ResourceChange } from './diff/change-class';
export { diff, DiffOptions } from './diff/diff';
export { diffFailures } from './diff/policy';
export { DiffReport, FixedCostDifference, ResourceCount } from './diff/report';
export { readApp, synthesize, SynthesizeOptions } from './load';
export {
  HighestCost,
  Plan,
  plan,
  PlanCost,
  PlanCostBasis,
  PlanDowntime,
  PlanDuration,
  PlanOptions,
  PlanStep,
  PlanTotals,
} from './plan';
export { Progress } from './progress';
export { RefusedError } from './refused-error';
export { DiffFormat, Format, renderComparison, renderCost, renderDiff, renderPlan, renderReport } from './render';
export { report, ReportModel, ReportOptions } from './report';
export { RenderOptions } from './text/render';
export { ConfigurationProblem } from '../stages';
