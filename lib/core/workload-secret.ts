import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/**
 * A value that a container reads from AWS Secrets Manager when it starts.
 *
 * The value itself never appears in a template.
 */
export class WorkloadSecret {
  /**
   * The whole secret string.
   *
   * @param secret the secret
   */
  public static whole(secret: ISecret): WorkloadSecret {
    return new WorkloadSecret(secret);
  }

  /**
   * One field of a secret that holds a JSON object.
   *
   * @param secret the secret
   * @param field the name of the JSON field
   */
  public static field(secret: ISecret, field: string): WorkloadSecret {
    return new WorkloadSecret(secret, field);
  }

  /**
   * @param secret the secret that holds the value
   * @param fieldName the JSON field; the whole secret string if undefined
   */
  private constructor(
    public readonly secret: ISecret,
    public readonly fieldName?: string,
  ) {}
}
