import { DrsReader } from './DrsReader';
import { requireAnswer } from './requireAnswer';
import { toDrsJob } from './toDrsJob';
import type { Drs, DrsJob } from './types';

/** DRS in one account and region: what is read comes from {@link DrsReader}, what changes things is here. */
export class DefaultDrs extends DrsReader implements Drs {
  async startRecovery(request: {
    sourceServerIds: string[];
    isDrill: boolean;
    tags?: Record<string, string>;
  }): Promise<DrsJob> {
    const { job } = await this.call.effect('StartRecovery', async options =>
      (
        await this.client()
      ).startRecovery(
        {
          sourceServers: request.sourceServerIds.map(sourceServerID => ({
            sourceServerID,
          })),
          isDrill: request.isDrill,
          tags: request.tags,
        },
        options,
      ),
    );
    return toDrsJob(requireAnswer(job, 'StartRecovery'), this.clock);
  }

  async reverseReplication(recoveryInstanceID: string) {
    const answer = await this.call.effect('ReverseReplication', async options =>
      (await this.client()).reverseReplication({ recoveryInstanceID }, options),
    );
    return {
      reversedSourceServerArn: requireAnswer(
        answer.reversedDirectionSourceServerArn,
        'ReverseReplication',
      ),
    };
  }

  async startReplication(sourceServerID: string) {
    await this.call.effect('StartReplication', async options =>
      (await this.client()).startReplication({ sourceServerID }, options),
    );
  }

  async stopReplication(sourceServerID: string) {
    await this.call.effect('StopReplication', async options =>
      (await this.client()).stopReplication({ sourceServerID }, options),
    );
  }

  async retryDataReplication(sourceServerID: string) {
    await this.call.effect('RetryDataReplication', async options =>
      (await this.client()).retryDataReplication({ sourceServerID }, options),
    );
  }

  async stopFailback(recoveryInstanceID: string) {
    await this.call.effect('StopFailback', async options =>
      (await this.client()).stopFailback({ recoveryInstanceID }, options),
    );
  }

  async terminateRecoveryInstances(
    recoveryInstanceIDs: string[],
  ): Promise<DrsJob> {
    const { job } = await this.call.effect(
      'TerminateRecoveryInstances',
      async options =>
        (
          await this.client()
        ).terminateRecoveryInstances({ recoveryInstanceIDs }, options),
    );
    return toDrsJob(
      requireAnswer(job, 'TerminateRecoveryInstances'),
      this.clock,
    );
  }

  async disconnectRecoveryInstance(recoveryInstanceID: string) {
    await this.call.effect('DisconnectRecoveryInstance', async options =>
      (
        await this.client()
      ).disconnectRecoveryInstance({ recoveryInstanceID }, options),
    );
  }

  async deleteRecoveryInstance(recoveryInstanceID: string) {
    await this.call.effect('DeleteRecoveryInstance', async options =>
      (
        await this.client()
      ).deleteRecoveryInstance({ recoveryInstanceID }, options),
    );
  }

  async disconnectSourceServer(sourceServerID: string) {
    await this.call.effect('DisconnectSourceServer', async options =>
      (await this.client()).disconnectSourceServer({ sourceServerID }, options),
    );
  }

  async deleteSourceServer(sourceServerID: string) {
    await this.call.effect('DeleteSourceServer', async options =>
      (await this.client()).deleteSourceServer({ sourceServerID }, options),
    );
  }

  async tagResource(resourceArn: string, tags: Record<string, string>) {
    await this.call.idempotent('TagResource', async options =>
      (await this.client()).tagResource({ resourceArn, tags }, options),
    );
  }
}
