import { CfnOutput, Names } from 'aws-cdk-lib';
import {
  Function,
  FunctionAssociation,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  KeyValueStore,
} from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { EdgeRouting } from '../edge-routing';
import { regionRouterCode } from './region-router-code';

/** Maximum length of names of functions and key value stores in CloudFront. */
const MAX_NAME = 64;

/** Properties of `RegionRouter`. */
export interface RegionRouterProps {
  /** The Regions, starting with the home Region. Each is also the id of an origin of the distribution. */
  readonly regions: string[];

  readonly routing: EdgeRouting;
}

/**
 * The CloudFront Function that chooses a Region for each request, and the store of the out-of-service flags.
 *
 * The store never changes its id and name, because its flags are the state of an emergency. The function is a new
 * resource whenever the Regions change. CloudFormation updates a function before the distribution that uses it, so an
 * edited function would refer to origins that the distribution does not have yet, and fail for minutes. A new function
 * goes live together with the new origins.
 */
export class RegionRouter extends Construct {
  /** Associates the function with a behavior. */
  public readonly association: FunctionAssociation;

  public readonly storeArn: string;

  constructor(scope: Construct, id: string, props: RegionRouterProps) {
    super(scope, id);
    const store = new KeyValueStore(this, 'Store', {
      keyValueStoreName: Names.uniqueResourceName(this, { maxLength: MAX_NAME, separator: '-' }),
      comment: 'Out-of-service flags: out:<region> = 1',
    });
    this.storeArn = store.keyValueStoreArn;
    this.association = { function: this.createFunction(store, props), eventType: FunctionEventType.VIEWER_REQUEST };
    props.regions.forEach((region) => this.createOutputs(region));
  }

  /** Returns the command that takes a Region out of service. */
  public outCommand(region: string): string {
    return this.command(`put-key --key out:${region} --value 1`);
  }

  /** Returns the command that brings a Region back into service. It is harmless if the Region is in service. */
  public inCommand(region: string): string {
    return this.command(`put-key --key out:${region} --value 0`);
  }

  private createFunction(store: KeyValueStore, props: RegionRouterProps): Function {
    const scope = new Construct(this, [...props.regions].sort().join('-'));
    return new Function(scope, 'Function', {
      functionName: Names.uniqueResourceName(scope, { maxLength: MAX_NAME, separator: '-' }),
      comment: 'Chooses the Region of each request',
      code: FunctionCode.fromInline(regionRouterCode(props.regions, props.routing)),
      runtime: FunctionRuntime.JS_2_0,
      keyValueStore: store,
    });
  }

  private createOutputs(region: string): void {
    new CfnOutput(this, `MarkOut-${region}`, {
      description: `Takes ${region} out of service within seconds`,
      value: this.outCommand(region),
    });
    new CfnOutput(this, `MarkIn-${region}`, {
      description: `Brings ${region} back into service`,
      value: this.inCommand(region),
    });
  }

  /** Each write requires the current version of the store, so that two people do not overwrite each other. */
  private command(write: string): string {
    const store = `--kvs-arn ${this.storeArn}`;
    const version = `$(aws cloudfront-keyvaluestore describe-key-value-store ${store} --query ETag --output text)`;
    return `aws cloudfront-keyvaluestore ${write} ${store} --if-match "${version}"`;
  }
}
