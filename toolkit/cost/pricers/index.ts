import { Pricer } from '../charge';
import { ResourceUsage } from '../charge-collector';
import { AURORA, AURORA_USAGE } from './aurora';
import { BACKUPS, BACKUPS_USAGE } from './backup';
import { CACHES, CACHE_USAGE } from './cache';
import { CONTAINERS, CONTAINER_USAGE } from './containers';
import { DATABASES, DATABASE_USAGE } from './database';
import { DATABASE_PROXIES } from './database-proxy';
import { DNS, DNS_USAGE } from './dns';
import { EDGE, EDGE_USAGE } from './edge';
import { EVENTS, EVENTS_USAGE } from './events';
import { FIREWALLS, FIREWALLS_USAGE } from './firewall';
import { IMPLICIT_LOGS } from './implicit-logs';
import { INTERFACES, INTERFACES_USAGE } from './interfaces';
import { LOAD_BALANCERS, LOAD_BALANCER_USAGE } from './load-balancer';
import { LOGS, LOGS_USAGE } from './logs';
import { MACHINES, MACHINE_USAGE } from './machines';
import { together } from './merge-pricers';
import { AGENT_METRICS, FILTER_METRICS, INSIGHTS_USAGE } from './metrics';
import { MONITORING, MONITORING_USAGE } from './monitoring';
import { NETWORK, NETWORK_USAGE } from './network';
import { QUEUES, QUEUES_USAGE } from './queues';
import { KEYS_AND_SECRETS, SECRET_USAGE } from './secrets';
import { SERVERLESS, SERVERLESS_USAGE } from './serverless-compute';
import { STORAGE, STORAGE_USAGE } from './storage';
import { STREAMS, STREAMS_USAGE } from './streams';
import { TABLES, TABLES_USAGE } from './tables';
import { TRACES } from './traces';

export { FREE_BY_REASON, FREE_TYPES } from './free-types';

/**
 * What each resource type is paid for; a type that stands neither here nor among the free ones is named as not priced.
 */
export const PRICERS: Readonly<Record<string, Pricer>> = together(
  AGENT_METRICS,
  AURORA,
  BACKUPS,
  CACHES,
  CONTAINERS,
  DATABASES,
  DATABASE_PROXIES,
  DNS,
  EDGE,
  EVENTS,
  FILTER_METRICS,
  FIREWALLS,
  IMPLICIT_LOGS,
  INTERFACES,
  KEYS_AND_SECRETS,
  LOAD_BALANCERS,
  LOGS,
  MACHINES,
  MONITORING,
  NETWORK,
  QUEUES,
  SERVERLESS,
  STORAGE,
  STREAMS,
  TABLES,
  TRACES,
);

/** What the usage of single resources may say: names by resource type, with their meaning and unit. */
export const RESOURCE_USAGE: ResourceUsage = {
  ...AURORA_USAGE,
  ...BACKUPS_USAGE,
  ...CACHE_USAGE,
  ...CONTAINER_USAGE,
  ...DATABASE_USAGE,
  ...DNS_USAGE,
  ...EDGE_USAGE,
  ...EVENTS_USAGE,
  ...FIREWALLS_USAGE,
  ...INSIGHTS_USAGE,
  ...INTERFACES_USAGE,
  ...LOAD_BALANCER_USAGE,
  ...LOGS_USAGE,
  ...MACHINE_USAGE,
  ...MONITORING_USAGE,
  ...NETWORK_USAGE,
  ...QUEUES_USAGE,
  ...SECRET_USAGE,
  ...SERVERLESS_USAGE,
  ...STORAGE_USAGE,
  ...STREAMS_USAGE,
  ...TABLES_USAGE,
};
