/** A bucket in another Region that gets a copy of every new object. */
export interface BucketCopy {
  /** The Region of the copy; it names the rule and never changes. */
  readonly region: string;

  /** ARN of the bucket, which has to exist and to be versioned when the copying begins. */
  readonly bucketArn: string;
}
