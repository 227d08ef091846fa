import { Pricer } from '../charge';
import { AURORA } from './aurora';
import { CACHES } from './cache';
import { CONTAINERS } from './containers';
import { DATABASES } from './database';
import { DATABASE_PROXIES } from './database-proxy';
import { DNS } from './dns';
import { FIREWALLS } from './firewall';
import { LOAD_BALANCERS } from './load-balancer';
import { MACHINES } from './machines';
import { MONITORING } from './monitoring';
import { NETWORK } from './network';
import { KEYS_AND_SECRETS } from './secrets';
import { SERVERLESS } from './serverless-compute';

export { FREE_TYPES } from './free-types';

/** What each resource type is paid for; a type that stands neither here nor among the free ones is named as not priced. */
export const PRICERS: Readonly<Record<string, Pricer>> = { ...AURORA, ...CACHES, ...CONTAINERS, ...DATABASES, ...DATABASE_PROXIES, ...DNS, ...FIREWALLS, ...KEYS_AND_SECRETS, ...LOAD_BALANCERS, ...MACHINES, ...MONITORING, ...NETWORK, ...SERVERLESS };
