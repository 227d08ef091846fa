import { Charge, Pricer } from '../charge';
import { StackResource, valueAt } from '../../templates';
import { byTime, fixed } from './charges';

/** Firewalls. */
export const FIREWALLS: Readonly<Record<string, Pricer>> = {
  'AWS::WAFv2::WebACL': byTime(webAcl),
};

function webAcl(acl: StackResource): readonly Charge[] {
  const rules = (valueAt(acl, ['Rules']) as unknown[] | undefined)?.length ?? 0;
  return [
    fixed('WAF', 'web-acl', 1, 'web ACL'),
    fixed('WAF', 'rule', rules, `${rules} rules of the web ACL`),
  ];
}
