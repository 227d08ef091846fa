/** What the firewall does with a request that matches a rule. */
export enum FirewallMode {
  /** Refuse it. */
  BLOCK = 'block',
  /** Let it through and count it: the way to find false positives before blocking real users. */
  COUNT = 'count',
}
