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

/** Limit of CloudFront on names of functions and stores. */
const MAX_NAME = 64;

/** Options of the router. */
export interface RegionRouterProps {
  /** The Regions, the home Region first; each is also the id of an origin of the distribution. */
  readonly regions: string[];

  /** How users are led to them. */
  readonly routing: EdgeRouting;
}

/**
 * The CloudFront Function that picks a Region for each request, and the store with the Regions that are marked out.
 *
 * The store keeps its id and name for ever: its marks are the state of an emergency. The function is a new resource
 * whenever the Regions change. CloudFormation updates a function before the distribution that uses it, so a function
 * edited in place would name origins that the distribution does not have yet, and fail for minutes. A new one goes live
 * in the same change of the distribution as the new origins.
 */
export class RegionRouter extends Construct {
  /** How the function joins a behaviour. */
  public readonly association: FunctionAssociation;

  /** The ARN of the store. */
  public readonly storeArn: string;

  constructor(scope: Construct, id: string, props: RegionRouterProps) {
    super(scope, id);
    const store = new KeyValueStore(this, 'Store', {
      keyValueStoreName: Names.uniqueResourceName(this, { maxLength: MAX_NAME, separator: '-' }),
      comment: 'Regions that are marked out: out:<region> = 1',
    });
    this.storeArn = store.keyValueStoreArn;
    this.association = { function: this.createFunction(store, props), eventType: FunctionEventType.VIEWER_REQUEST };
    props.regions.forEach((region) => this.createOutputs(region));
  }

  /** The command that takes a Region out of service. */
  public outCommand(region: string): string {
    return this.command(`put-key --key out:${region} --value 1`);
  }

  /** The command that brings a Region back; harmless when it is in service. */
  public inCommand(region: string): string {
    return this.command(`put-key --key out:${region} --value 0`);
  }

  private createFunction(store: KeyValueStore, props: RegionRouterProps): Function {
    const scope = new Construct(this, [...props.regions].sort().join('-'));
    return new Function(scope, 'Function', {
      functionName: Names.uniqueResourceName(scope, { maxLength: MAX_NAME, separator: '-' }),
      comment: 'Leads each request to a Region',
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

  /** Each write names the store's current version, so that two people do not overwrite each other. */
  private command(write: string): string {
    const store = `--kvs-arn ${this.storeArn}`;
    const version = `$(aws cloudfront-keyvaluestore describe-key-value-store ${store} --query ETag --output text)`;
    return `aws cloudfront-keyvaluestore ${write} ${store} --if-match "${version}"`;
  }
}
