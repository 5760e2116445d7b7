import type { AwsFailure, RecoveryInstance, SourceServer } from '../aws';

/**
 * What DRS said in one look at a region, by id. An id that is missing was not asked for, or not answered; an id without a
 * value was asked for, and DRS does not have it.
 */
export interface RegionFacts {
  at: Date;
  servers: Map<string, SourceServer | undefined>;
  instances: Map<string, RecoveryInstance | undefined>;
  /** Source servers that have a point in time to launch from, of those for which that matters now. */
  launchable: { has(serverId: string): boolean };
  /** What was not answered. */
  failures: AwsFailure[];
  /** Whether something was not answered at the look before, either. */
  failedBefore: boolean;
}
