import { aws_ecs as ecs } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ContainerCluster } from '../../../lib/containers';
import { nagFindings } from '../../helpers/nag';
import { Fixture } from './fixtures';

test('has both Fargate capacity providers as its own property and no paid metrics', () => {
  const fixture = new Fixture();
  const template = Template.fromStack(fixture.stack);
  template.hasResourceProperties('AWS::ECS::Cluster', {
    CapacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
    ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }],
  });
  template.resourceCountIs('AWS::ECS::ClusterCapacityProviderAssociations', 0);
});

test('can be observed in detail', () => {
  const fixture = new Fixture();
  new ContainerCluster(fixture.stack, 'Observed', {
    vpc: fixture.vpc,
    containerInsights: ecs.ContainerInsights.ENHANCED,
  });
  Template.fromStack(fixture.stack).hasResourceProperties('AWS::ECS::Cluster', {
    ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }],
  });
});

test('is clean by cdk-nag', () => {
  const fixture = new Fixture();
  expect(nagFindings(fixture.app).filter((finding) => finding.includes('Service/'))).toEqual([]);
});
