/** A bucket in another Region to which new objects are replicated. */
export interface BucketCopy {
  /** The Region of the copy. It names the replication rule. Cannot be changed after creation. */
  readonly region: string;

  /** ARN of the destination bucket. It must exist and be versioned when the replication rule is deployed. */
  readonly bucketArn: string;
}
