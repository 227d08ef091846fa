import { Names, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { APP_USER } from './defaults';

/** A reference to a password in the template: by the full ARN of its secret, or by name if the ARN is not known. */
export function passwordIn(secret: ISecret): string {
  return SecretValue.secretsManager(secret.secretFullArn ?? secret.secretName).unsafeUnwrap();
}

/** Creates the user group of a cache: `default` has no permissions, and `app` has all except administration. */
export function createUsers(cache: Construct, passwordSecret: ISecret, removalPolicy: RemovalPolicy): CfnUserGroup {
  const password = passwordIn(passwordSecret);
  const users = [
    createUser(cache, 'DefaultUser', { userName: 'default', accessString: 'off ~* -@all', password }),
    createUser(cache, 'AppUser', {
      userName: APP_USER,
      accessString: 'on ~* &* +@all -@admin -@dangerous +info +cluster|slots +cluster|shards +cluster|nodes',
      password,
    }),
  ];
  const group = new CfnUserGroup(cache, 'UserGroup', {
    engine: 'valkey',
    userGroupId: uniqueId(cache, 'users'),
    userIds: users.map(({ ref }) => ref),
  });
  [...users, group].forEach((resource) => resource.applyRemovalPolicy(removalPolicy));
  return group;
}

interface UserSpec {
  readonly userName: string;
  readonly accessString: string;
  readonly password: string;
}

/** Every Valkey user needs a password, even a disabled one (Amazon ElastiCache user guide, RBAC with Valkey). */
function createUser(cache: Construct, id: string, { userName, accessString, password }: UserSpec): CfnUser {
  return new CfnUser(cache, id, {
    engine: 'valkey',
    userId: uniqueId(cache, userName),
    userName,
    accessString,
    authenticationMode: { Type: 'password', Passwords: [password] },
  });
}

/**
 * User ids are create-only and unique per account and Region. They come from stack name and construct path, which do
 * not contain the stage.
 */
function uniqueId(cache: Construct, suffix: string): string {
  const unique = Names.uniqueResourceName(cache, { maxLength: 30 - suffix.length, separator: '-' }).toLowerCase();
  return `${unique}-${suffix}`.replace(/-+/g, '-');
}
