import { Pricer } from '../charge';
import { ResourceUsage } from '../tally';
import { AURORA, AURORA_USAGE } from './aurora';
import { CACHES, CACHE_USAGE } from './cache';
import { CONTAINERS, CONTAINER_USAGE } from './containers';
import { DATABASES, DATABASE_USAGE } from './database';
import { DATABASE_PROXIES } from './database-proxy';
import { DNS } from './dns';
import { FIREWALLS } from './firewall';
import { LOAD_BALANCERS, LOAD_BALANCER_USAGE } from './load-balancer';
import { MACHINES, MACHINE_USAGE } from './machines';
import { MONITORING } from './monitoring';
import { NETWORK, NETWORK_USAGE } from './network';
import { KEYS_AND_SECRETS, SECRET_USAGE } from './secrets';
import { SERVERLESS, SERVERLESS_USAGE } from './serverless-compute';

export { FREE_TYPES } from './free-types';

/** What each resource type is paid for; a type that stands neither here nor among the free ones is named as not priced. */
export const PRICERS: Readonly<Record<string, Pricer>> = { ...AURORA, ...CACHES, ...CONTAINERS, ...DATABASES, ...DATABASE_PROXIES, ...DNS, ...FIREWALLS, ...KEYS_AND_SECRETS, ...LOAD_BALANCERS, ...MACHINES, ...MONITORING, ...NETWORK, ...SERVERLESS };

/** What the usage of single resources may say: names by resource type, with their meaning and unit. */
export const RESOURCE_USAGE: ResourceUsage = {
  ...AURORA_USAGE,
  ...CACHE_USAGE,
  ...CONTAINER_USAGE,
  ...DATABASE_USAGE,
  ...LOAD_BALANCER_USAGE,
  ...MACHINE_USAGE,
  ...NETWORK_USAGE,
  ...SECRET_USAGE,
  ...SERVERLESS_USAGE,
};
