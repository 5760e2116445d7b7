import type { AccountRegion } from '@internal/plugin-disaster-recovery-common';
import { type Aws, isGone } from '../aws';
import type { LaunchGuard, ThreatenedInstance } from './types';

/** A threatened instance, and the session that holds it, if one does. */
export type GuardedInstance = ThreatenedInstance & {
  sessionId?: string;
  sessionName?: string;
};

/** Knows which live instances a launch would destroy, and which of them must not be. */
export class LaunchGuards {
  readonly #aws: Aws;
  readonly #guards: LaunchGuard[] = [];

  constructor(aws: Aws) {
    this.#aws = aws;
  }

  add(guard: LaunchGuard): void {
    this.#guards.push(guard);
  }

  /** The live recovery instances of the servers: DRS terminates them when it launches new ones, for a drill too. */
  async findThreatened(
    target: AccountRegion,
    sourceServerIds: string[],
  ): Promise<GuardedInstance[]> {
    if (sourceServerIds.length === 0) {
      return [];
    }
    const instances = await this.#aws
      .in(target)
      .drs.listRecoveryInstances({ sourceServerIds });
    return this.mark(
      instances
        .filter(({ ec2State }) => !isGone(ec2State))
        .map(({ id, sourceServerId, hostname, isDrill, ec2State }) => ({
          recoveryInstanceId: id,
          sourceServerId,
          hostname,
          isDrill,
          ec2State,
        })),
    );
  }

  /** Adds to each instance the session that holds it. */
  async mark(instances: ThreatenedInstance[]): Promise<GuardedInstance[]> {
    const held = new Map<string, GuardedInstance>();
    for (const guard of instances.length > 0 ? this.#guards : []) {
      for (const instance of await guard.forbids(instances)) {
        held.set(instance.recoveryInstanceId, instance);
      }
    }
    return instances.map(
      instance => held.get(instance.recoveryInstanceId) ?? instance,
    );
  }
}

/** Names an instance for people. */
export function nameInstance(instance: ThreatenedInstance): string {
  return `${instance.recoveryInstanceId} (${
    instance.hostname ?? instance.sourceServerId
  }${instance.isDrill ? ', drill' : ''})`;
}
