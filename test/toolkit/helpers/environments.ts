import { stackOf, StackResource, StackTemplate, TemplateDocument } from '../../../toolkit/assembly';

/** Where a copy of an app is deployed. */
export interface Environment {
  readonly region: string;
  readonly account?: string;
}

export const EU: Environment = { region: 'eu-west-1', account: '111111111111' };
export const US: Environment = { region: 'us-east-1', account: '111111111111' };
export const OTHER_ACCOUNT: Environment = { region: 'eu-west-1', account: '222222222222' };

export const resource = (Type: string, Properties: object = {}, more: Partial<StackResource> = {}): StackResource => ({
  Type,
  Properties: Properties as Record<string, unknown>,
  ...more,
});

/** A stack of an environment. */
export const stackIn = (
  environment: Environment,
  name: string,
  Resources: Record<string, StackResource>,
  sections: object = {},
): StackTemplate => stackOf({ name, ...environment }, { Resources, ...sections } as TemplateDocument);

/** Ways in which the database of one stack refers to the subnet group of another. */
export const REFERENCES: Readonly<Record<string, unknown>> = {
  'Fn::ImportValue': { 'Fn::ImportValue': 'group' },
  'Fn::ImportValue of an Fn::Sub': { 'Fn::ImportValue': { 'Fn::Sub': 'group' } },
  'Fn::GetStackOutput': { 'Fn::GetStackOutput': { StackName: 'net', OutputName: 'Group' } },
};

const group = (name: string) => resource('AWS::RDS::DBSubnetGroup', { DBSubnetGroupName: name });
const database = (DBSubnetGroupName: unknown) =>
  resource('AWS::RDS::DBInstance', { Engine: 'postgres', DBInstanceClass: 'db.t4g.small', DBSubnetGroupName });
const OUTPUTS = { Outputs: { Group: { Value: { Ref: 'Group' }, Export: { Name: 'group' } } } };

/**
 * The stacks `net` and `db`: a database in a subnet group whose name cannot be changed.
 *
 * @param environment where they are
 * @param name of the subnet group
 * @param reference how the database refers to it
 */
export function app(environment: Environment, name: string, reference: unknown): StackTemplate[] {
  return [
    stackIn(environment, 'net', { Group: group(name) }, OUTPUTS),
    stackIn(environment, 'db', { Database: database(reference) }),
  ];
}

/** The same in nested stacks of the stack `app`: the output of one is the parameter of the other. */
export function nestedApp(environment: Environment, name: string): StackTemplate[] {
  const Parameters = { GroupName: { 'Fn::GetAtt': 'Net.Outputs.Group' } };
  return [
    stackIn(environment, 'app', {
      Net: resource('AWS::CloudFormation::Stack'),
      Db: resource('AWS::CloudFormation::Stack', { Parameters }),
    }),
    stackIn(environment, 'app/Net', { Group: group(name) }, OUTPUTS),
    stackIn(
      environment,
      'app/Db',
      { Database: database({ Ref: 'GroupName' }) },
      { Parameters: { GroupName: { Type: 'String' } } },
    ),
  ];
}
