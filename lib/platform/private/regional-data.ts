import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ValkeyCache } from '../../cache';
import { WorkQueue } from '../../queue';
import { AssetsBucket } from '../../storage';
import { DatabaseEndpoints } from './databases';

/** A bucket of another Region that gets a copy of every object. */
export interface ObjectCopy {
  readonly region: string;
  readonly bucketName: string;
}

/** What the services and the alarms of a Region see of its data, whether it is the home Region or another one. */
export interface RegionalData {
  readonly database: DatabaseEndpoints;
  /** Host of the reader name. */
  readonly readerHost: string;
  readonly cache?: ValkeyCache;
  readonly assets: AssetsBucket;
  /** Buckets of other Regions that get a copy of every object. */
  readonly copies: ObjectCopy[];
  /** Buckets of other Regions whose objects are copied here. */
  readonly incoming: ObjectCopy[];
  readonly queue: WorkQueue;
  /** The repository of the Region from which images are pulled. */
  readonly repository: IRepository;
  readonly webLogs: LogGroup;
  readonly workerLogs: LogGroup;
  readonly migrateLogs: LogGroup;
}
