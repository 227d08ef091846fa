import { Tags, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { got, Problems } from '../core/problems';

/**
 * Types that get no tag that changes: CloudFront refuses to update an origin in use (whether a tag counts as an update
 * is not known), and the tags of the cost anomaly resources are create-only, so another one would replace a monitor
 * that has learnt for weeks.
 */
const UNCHANGEABLE = ['AWS::CE::AnomalyMonitor', 'AWS::CE::AnomalySubscription', 'AWS::CloudFront::VpcOrigin'];

/** The cost-allocation tags that everything carries. */
export interface CostTagValues {
  /** Tag `application`: the product that the cost belongs to. */
  readonly application: string;

  /** Tag `environment`, for example `production`. */
  readonly environment: string;

  /** Tag `owner`: the team or person that answers for the cost. */
  readonly owner: string;

  /** Tag `cost-center`: who pays. */
  readonly costCenter: string;

  /**
   * Tag `growth-stage`. Leave it away on stacks that hold data, so that a change of stage does not touch their
   * templates.
   *
   * @default - no such tag
   */
  readonly growthStage?: string;
}

/**
 * What AWS allows in a tag value: letters, digits, spaces and these signs, up to 256 characters (AWS Tagging user
 * guide).
 */
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u;

/**
 * Enforced cost-allocation tags.
 *
 * A tag shows in the bill once it is activated as a cost allocation tag in the billing console; that takes up to 24
 * hours.
 */
export class CostTags {
  /** Tag key of the application. */
  public static readonly APPLICATION = 'application';

  /** Tag key of the environment. */
  public static readonly ENVIRONMENT = 'environment';

  /** Tag key of the owner. */
  public static readonly OWNER = 'owner';

  /** Tag key of the cost centre. */
  public static readonly COST_CENTER = 'cost-center';

  /** Tag key of the growth stage. */
  public static readonly GROWTH_STAGE = 'growth-stage';

  /**
   * Tags a construct and everything below it; the growth stage, which changes, is left out where it could not be
   * changed (VPC origins of CloudFront, cost anomaly monitors). Fails where a value is missing or AWS would refuse it.
   *
   * @param scope the construct
   * @param values the values of the tags
   */
  public static apply(scope: IConstruct, values: CostTagValues): void {
    const tags: [string, string, string | undefined][] = [
      ['application', CostTags.APPLICATION, values.application],
      ['environment', CostTags.ENVIRONMENT, values.environment],
      ['owner', CostTags.OWNER, values.owner],
      ['costCenter', CostTags.COST_CENTER, values.costCenter],
      ...(values.growthStage === undefined
        ? []
        : ([['growthStage', CostTags.GROWTH_STAGE, values.growthStage]] as [string, string, string][])),
    ];
    const problems = new Problems();
    for (const [property, key, value] of tags) {
      problems.require(
        isTagValue(value),
        `\`${property}\` must be 1 to 256 letters, digits, spaces or _.:/=+-@, got: ${got(value)}; add it, ` +
          `it becomes the cost-allocation tag "${key}"`,
      );
    }
    problems.throwIfAny(scope.node.path || 'CostTags');
    tags.forEach(([, key, value]) =>
      Tags.of(scope).add(
        key,
        value as string,
        key === CostTags.GROWTH_STAGE ? { excludeResourceTypes: UNCHANGEABLE } : {},
      ),
    );
  }

  private constructor() {}
}

function isTagValue(value: string | undefined): boolean {
  return value !== undefined && (Token.isUnresolved(value) || (TAG_VALUE.test(value) && value.trim() !== ''));
}
