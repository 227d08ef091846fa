import { Pricer } from '../charge';
import { CACHES } from './cache';
import { CONTAINERS } from './containers';
import { DATABASES } from './database';
import { DNS } from './dns';
import { FIREWALLS } from './firewall';
import { MACHINES } from './machines';
import { MONITORING } from './monitoring';
import { NETWORK } from './network';
import { KEYS_AND_SECRETS } from './secrets';

export { FREE_TYPES } from './free-types';

/** What each resource type is paid for; a type that stands neither here nor among the free ones is named as not priced. */
export const PRICERS: Readonly<Record<string, Pricer>> = { ...CACHES, ...CONTAINERS, ...DATABASES, ...DNS, ...FIREWALLS, ...KEYS_AND_SECRETS, ...MACHINES, ...MONITORING, ...NETWORK };
