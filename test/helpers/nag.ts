import { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/** Every finding of cdk-nag's AwsSolutions pack that is not acknowledged with a reason, as `rule path`. */
export function nagFindings(app: App): string[] {
  app.synth();
  const report = new AwsSolutionsChecks(app).validateScope(app);
  return report.violations.flatMap((violation) =>
    violation.violatingResources.map(
      (resource) => `${violation.ruleName} ${resource.constructPath ?? resource.resourceLogicalId}`,
    ),
  );
}
