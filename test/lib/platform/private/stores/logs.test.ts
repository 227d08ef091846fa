import { Template } from 'aws-cdk-lib/assertions';
import { LogStore } from '../../../../../lib/platform/private/stores/logs';
import { alarmsOf, deployed, emptyRegions, grantsOf, sectionsOf, typesIn, variablesOf } from './support';

function make(props: Parameters<typeof emptyRegions>[0] = {}) {
  const { home } = emptyRegions(props);
  return { home, store: deployed(new LogStore(home.data, home.context), home) };
}

test.each([
  [undefined, 90],
  [30, 30],
])('makes a group for each kind of process: logRetentionDays %s', (logRetentionDays, RetentionInDays) => {
  const { home } = make({ logRetentionDays });
  expect(typesIn(home.data)).toEqual({ 'AWS::Logs::LogGroup': 3 });
  Template.fromStack(home.data).allResources('AWS::Logs::LogGroup', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { RetentionInDays },
  });
});

test('asks nothing else of the platform: writing is granted with the process', () => {
  const { home, store } = make();
  expect(variablesOf(store)).toEqual({});
  expect(grantsOf(home)).toEqual([]);
  expect(alarmsOf(home)).toEqual({});
  expect(sectionsOf(store)).toEqual({});
  expect(store.replication()).toEqual({});
});
