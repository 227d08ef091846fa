import { IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import {
  CacheSectionOptions,
  DashboardGraph,
  DatabaseSectionOptions,
  EdgeSectionOptions,
  LoadBalancerSectionOptions,
  QueueSectionOptions,
  ServiceSectionOptions,
  VmSectionOptions,
} from './dashboard-section-options';
import {
  cacheRow,
  databaseRow,
  edgeRow,
  graphRow,
  loadBalancerRow,
  queueRow,
  servicesRow,
  vmRow,
} from './private/dashboard-rows';

/** A section of a dashboard: a title and a row of graphs. Resources are given by name. */
export class DashboardSection {
  /**
   * Requests, error rate and traffic of the distribution, and requests that the firewall has blocked.
   *
   * @param options the distribution and its firewall
   */
  public static edge(options: EdgeSectionOptions): DashboardSection {
    return new DashboardSection('Edge', edgeRow(options));
  }

  /**
   * Requests, errors, response time and healthy targets of the load balancer.
   *
   * @param options the load balancer and its target groups
   */
  public static loadBalancer(options: LoadBalancerSectionOptions): DashboardSection {
    return new DashboardSection('Load balancer', loadBalancerRow(options));
  }

  /**
   * CPU, memory and disk of virtual machines.
   *
   * @param options the Auto Scaling group
   */
  public static virtualMachines(options: VmSectionOptions): DashboardSection {
    return new DashboardSection('Virtual machines', vmRow(options));
  }

  /**
   * CPU, memory and running tasks of Amazon ECS services.
   *
   * @param services the services, at least one
   */
  public static services(services: ServiceSectionOptions[]): DashboardSection {
    return new DashboardSection('Services', servicesRow(services));
  }

  /**
   * CPU, connections, storage and replica lag of a database.
   *
   * @param options the writer and its replicas
   */
  public static database(options: DatabaseSectionOptions): DashboardSection {
    return new DashboardSection('Database', databaseRow(options));
  }

  /**
   * CPU, memory, evictions and misses of each node of a cache.
   *
   * @param options the replication group
   */
  public static cache(options: CacheSectionOptions): DashboardSection {
    return new DashboardSection('Cache', cacheRow(options));
  }

  /**
   * Depth, age and throughput of a queue, and the number of messages in its dead-letter queue.
   *
   * @param options the queue and its dead-letter queue
   */
  public static queue(options: QueueSectionOptions): DashboardSection {
    return new DashboardSection('Queue', queueRow(options));
  }

  /**
   * A section of your own.
   *
   * @param title the title of the section
   * @param graphs the graphs, from left to right
   */
  public static of(title: string, graphs: DashboardGraph[]): DashboardSection {
    return new DashboardSection(title, graphRow(graphs));
  }

  /**
   * @param title the title of the section
   * @param widgets the graphs, from left to right
   */
  private constructor(
    public readonly title: string,
    public readonly widgets: IWidget[],
  ) {}
}
