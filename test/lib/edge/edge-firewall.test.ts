import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { EdgeFirewall, EdgeFirewallProps, FirewallMode } from '../../../lib/edge';
import { INCLUDED_CAPACITY, webAclCapacity } from '../../../lib/edge/private/web-acl-capacity';
import { expectGoldenTemplate } from '../../helpers/golden-template';
import { nagFindings } from '../../helpers/nag';

function edgeStack(app = new App(), region = 'us-east-1'): Stack {
  return new Stack(app, 'Edge', { env: { account: '111122223333', region } });
}

function synth(props?: EdgeFirewallProps): Template {
  const stack = edgeStack();
  new EdgeFirewall(stack, 'Firewall', props);
  return Template.fromStack(stack);
}

function rules(template: Template): any[] {
  return Object.values(template.findResources('AWS::WAFv2::WebACL'))[0].Properties.Rules;
}

function failure(props: EdgeFirewallProps, region?: string): string {
  try {
    new EdgeFirewall(edgeStack(new App(), region), 'Firewall', props);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

describe('minimal', () => {
  const template = synth();

  test('managed groups and rates in a stable order', () => {
    expect(rules(template).map((rule) => [rule.Priority, rule.Name, rule.VisibilityConfig.MetricName])).toEqual([
      [0, 'AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesAmazonIpReputationList'],
      [1, 'SignInRate', 'SignInRate'],
      [2, 'RequestRate', 'RequestRate'],
      [3, 'AWSManagedRulesCommonRuleSet', 'AWSManagedRulesCommonRuleSet'],
      [4, 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'],
      [5, 'AWSManagedRulesSQLiRuleSet', 'AWSManagedRulesSQLiRuleSet'],
    ]);
    template.hasResourceProperties('AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
  });

  test('blocks, except uploads', () => {
    const [reputation, signIn, requests, common] = rules(template);
    expect(reputation.OverrideAction).toEqual({ None: {} });
    expect(signIn.Action).toEqual({ Block: { CustomResponse: { ResponseCode: 429 } } });
    expect(requests.Statement.RateBasedStatement).toEqual({
      AggregateKeyType: 'IP',
      EvaluationWindowSec: 300,
      Limit: 2000,
    });
    expect(common.Statement.ManagedRuleGroupStatement.RuleActionOverrides).toEqual([
      { Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } },
    ]);
  });

  test('sign-in requests have a stricter limit', () => {
    const rate = rules(template)[1].Statement.RateBasedStatement;
    expect(rate.Limit).toBe(100);
    const [method, paths] = rate.ScopeDownStatement.AndStatement.Statements;
    expect(method.ByteMatchStatement.SearchString).toBe('POST');
    expect(paths.OrStatement.Statements.map((statement: any) => statement.ByteMatchStatement.SearchString)).toEqual([
      '/login',
      '/signin',
      '/signup',
      '/password',
    ]);
  });

  test('logs matches without credentials', () => {
    template.hasResource('AWS::Logs::LogGroup', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: { LogGroupName: Match.stringLikeRegexp('^aws-waf-logs-Edge'), RetentionInDays: 90 },
    });
    template.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      RedactedFields: [{ SingleHeader: { Name: 'authorization' } }, { SingleHeader: { Name: 'cookie' } }],
      LoggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [Match.objectLike({ Behavior: 'KEEP', Requirement: 'MEETS_ANY' })],
      },
      LogDestinationConfigs: [Match.not(Match.stringLikeRegexp(':\\*$'))],
    });
    template.hasResourceProperties('AWS::Logs::ResourcePolicy', { PolicyDocument: Match.anyValue() });
  });
});

describe('maximal', () => {
  const stack = edgeStack();
  const firewall = new EdgeFirewall(stack, 'Firewall', {
    mode: FirewallMode.COUNT,
    requestsPer5MinutesPerIp: 500,
    signInPaths: ['/Session'],
    signInRequestsPer5MinutesPerIp: 10,
    anonymousIpList: true,
    logAllRequests: true,
    logRetention: RetentionDays.ONE_YEAR,
    metricName: 'shop',
  });
  const template = Template.fromStack(stack);

  test('counts everywhere and blocks nowhere', () => {
    for (const rule of rules(template)) {
      expect(rule.OverrideAction ?? rule.Action).toEqual({ Count: {} });
    }
  });

  test('takes every setting', () => {
    expectGoldenTemplate('edge-firewall', template);
    expect(
      rules(template)
        .map((rule) => rule.Name)
        .slice(0, 2),
    ).toEqual(['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesAnonymousIpList']);
    const rate = rules(template)[2].Statement.RateBasedStatement;
    expect(rate.Limit).toBe(10);
    expect(rate.ScopeDownStatement.AndStatement.Statements[1].ByteMatchStatement.SearchString).toBe('/session');
    template.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', { LoggingFilter: Match.absent() });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
    expect(firewall.metricName).toBe('shop');
    expect(firewall.capacity).toBe(25 + 50 + 700 + 200 + 200 + 2 + (2 + 2 + 22));
  });

  test('the mode changes no logical id', () => {
    expect(Object.keys(synth({ mode: FirewallMode.COUNT }).toJSON().Resources)).toEqual(
      Object.keys(synth().toJSON().Resources),
    );
  });
});

test('sign-in rule and logs can be left out', () => {
  const template = synth({ signInPaths: [], logs: false });
  expect(rules(template).map((rule) => rule.Name)).not.toContain('SignInRate');
  template.resourceCountIs('AWS::Logs::LogGroup', 0);
  template.resourceCountIs('AWS::WAFv2::LoggingConfiguration', 0);
});

test('capacity stays within what the price includes', () => {
  const stack = edgeStack();
  expect(new EdgeFirewall(stack, 'Firewall').capacity).toBe(1219);
  expect(1219).toBeLessThan(INCLUDED_CAPACITY);
  expect(webAclCapacity([], 0)).toBe(2);
});

describe('errors', () => {
  test('a stack outside us-east-1', () => {
    expect(failure({}, 'eu-west-1')).toBe(
      'Edge/Firewall: `env.region` of the stack must be us-east-1, got: "eu-west-1"; ' +
        'web ACLs for CloudFront exist only there',
    );
  });

  test('all problems at once', () => {
    expect(
      failure({
        requestsPer5MinutesPerIp: 5,
        signInRequestsPer5MinutesPerIp: 1.5,
        signInPaths: ['login'],
        logs: false,
        logAllRequests: true,
        metricName: 'a b',
      }),
    ).toBe(
      'Edge/Firewall: `requestsPer5MinutesPerIp` must be a whole number from 10 to 2000000000, got: 5; ' +
        'enforce smaller limits in the application; ' +
        '`signInRequestsPer5MinutesPerIp` must be a whole number from 10 to 2000000000, got: 1.5; ' +
        'enforce smaller limits in the application; ' +
        '`signInPaths` must be paths of at most 200 characters that start with a slash and have no query, ' +
        'got: ["login"]; for example "/login"; ' +
        '`logRetention` and `logAllRequests` must not be set if `logs` is false, got: nothing and true; ' +
        '`metricName` must be 1 to 128 letters, digits, hyphens or underscores, got: "a b"',
    );
  });

  test('too many sign-in paths', () => {
    expect(failure({ signInPaths: Array.from({ length: 17 }, (_, index) => `/p${index}`) })).toBe(
      'Edge/Firewall: `signInPaths` must fit into 1500 web ACL capacity units, got: 17 paths that need 1505 ' +
        'units; replace paths by a common prefix',
    );
  });

  test('a limit for paths that do not exist', () => {
    expect(failure({ signInPaths: [], signInRequestsPer5MinutesPerIp: 50 })).toBe(
      'Edge/Firewall: `signInRequestsPer5MinutesPerIp` must not be set if `signInPaths` is empty, got: 50',
    );
  });
});

test('cdk-nag is clean', () => {
  const app = new App();
  new EdgeFirewall(edgeStack(app), 'Firewall');
  expect(nagFindings(app)).toEqual([]);
});
