/** What the firewall does with a request that matches a rule. */
export enum FirewallMode {
  /** Block the request. */
  BLOCK = 'block',

  /** Allow and count the request. Use it to find false positives before you block real users. */
  COUNT = 'count',
}
