import { Tags, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { got, Problems } from '../core/problems';

/**
 * Types without the tag `growth-stage`, which changes. The tags of the cost anomaly resources are create-only, so a new
 * value would replace a monitor that has learned for weeks. CloudFront refuses to update a VPC origin that is in use;
 * it is not known whether that includes its tags.
 */
const UNCHANGEABLE = ['AWS::CE::AnomalyMonitor', 'AWS::CE::AnomalySubscription', 'AWS::CloudFront::VpcOrigin'];

/** The values of the cost allocation tags: 1 to 256 letters, digits, spaces and `_.:/=+-@` each. */
export interface CostTagValues {
  /** Tag `application`: the product that causes the cost. */
  readonly application: string;

  /** Tag `environment`, for example `production`. */
  readonly environment: string;

  /** Tag `owner`: the team or person that is responsible for the cost. */
  readonly owner: string;

  /** Tag `cost-center`: the cost center that pays. */
  readonly costCenter: string;

  /**
   * Tag `growth-stage`. Omit it for stateful stacks, so that their templates do not change with the stage.
   *
   * @default - no such tag
   */
  readonly growthStage?: string;
}

/** What AWS allows in a tag value (Tagging AWS Resources user guide). */
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u;

/**
 * Cost allocation tags for everything below a construct.
 *
 * A tag shows in the bill after it has been activated as a cost allocation tag in the Billing console, which takes up
 * to 24 hours.
 */
export class CostTags {
  /** Tag key of the application. */
  public static readonly APPLICATION = 'application';

  /** Tag key of the environment. */
  public static readonly ENVIRONMENT = 'environment';

  /** Tag key of the owner. */
  public static readonly OWNER = 'owner';

  /** Tag key of the cost center. */
  public static readonly COST_CENTER = 'cost-center';

  /** Tag key of the growth stage. */
  public static readonly GROWTH_STAGE = 'growth-stage';

  /**
   * Tags a construct and everything below it. Resources whose tags cannot change, VPC origins of CloudFront and cost
   * anomaly monitors, do not get the growth stage.
   *
   * @param scope the construct
   * @param values the values of the tags
   * @throws one error with every value that is missing or that AWS would refuse
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
