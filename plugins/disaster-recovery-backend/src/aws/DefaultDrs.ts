import {
  DeleteRecoveryInstanceCommand,
  DeleteSourceServerCommand,
  DisconnectRecoveryInstanceCommand,
  DisconnectSourceServerCommand,
  RetryDataReplicationCommand,
  ReverseReplicationCommand,
  StartRecoveryCommand,
  StartReplicationCommand,
  StopFailbackCommand,
  StopReplicationCommand,
  TagResourceCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
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
    const { job } = await this.call.effect('StartRecovery', options =>
      this.client.send(
        new StartRecoveryCommand({
          sourceServers: request.sourceServerIds.map(sourceServerID => ({
            sourceServerID,
          })),
          isDrill: request.isDrill,
          tags: request.tags,
        }),
        options,
      ),
    );
    return toDrsJob(requireAnswer(job, 'StartRecovery'), this.clock);
  }

  async reverseReplication(recoveryInstanceID: string) {
    const answer = await this.call.effect('ReverseReplication', options =>
      this.client.send(
        new ReverseReplicationCommand({ recoveryInstanceID }),
        options,
      ),
    );
    return {
      reversedSourceServerArn: requireAnswer(
        answer.reversedDirectionSourceServerArn,
        'ReverseReplication',
      ),
    };
  }

  async startReplication(sourceServerID: string) {
    await this.call.effect('StartReplication', options =>
      this.client.send(
        new StartReplicationCommand({ sourceServerID }),
        options,
      ),
    );
  }

  async stopReplication(sourceServerID: string) {
    await this.call.effect('StopReplication', options =>
      this.client.send(new StopReplicationCommand({ sourceServerID }), options),
    );
  }

  async retryDataReplication(sourceServerID: string) {
    await this.call.effect('RetryDataReplication', options =>
      this.client.send(
        new RetryDataReplicationCommand({ sourceServerID }),
        options,
      ),
    );
  }

  async stopFailback(recoveryInstanceID: string) {
    await this.call.effect('StopFailback', options =>
      this.client.send(
        new StopFailbackCommand({ recoveryInstanceID }),
        options,
      ),
    );
  }

  async terminateRecoveryInstances(
    recoveryInstanceIDs: string[],
  ): Promise<DrsJob> {
    const { job } = await this.call.effect(
      'TerminateRecoveryInstances',
      options =>
        this.client.send(
          new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }),
          options,
        ),
    );
    return toDrsJob(
      requireAnswer(job, 'TerminateRecoveryInstances'),
      this.clock,
    );
  }

  async disconnectRecoveryInstance(recoveryInstanceID: string) {
    await this.call.effect('DisconnectRecoveryInstance', options =>
      this.client.send(
        new DisconnectRecoveryInstanceCommand({ recoveryInstanceID }),
        options,
      ),
    );
  }

  async deleteRecoveryInstance(recoveryInstanceID: string) {
    await this.call.effect('DeleteRecoveryInstance', options =>
      this.client.send(
        new DeleteRecoveryInstanceCommand({ recoveryInstanceID }),
        options,
      ),
    );
  }

  async disconnectSourceServer(sourceServerID: string) {
    await this.call.effect('DisconnectSourceServer', options =>
      this.client.send(
        new DisconnectSourceServerCommand({ sourceServerID }),
        options,
      ),
    );
  }

  async deleteSourceServer(sourceServerID: string) {
    await this.call.effect('DeleteSourceServer', options =>
      this.client.send(
        new DeleteSourceServerCommand({ sourceServerID }),
        options,
      ),
    );
  }

  async tagResource(resourceArn: string, tags: Record<string, string>) {
    await this.call.idempotent('TagResource', options =>
      this.client.send(new TagResourceCommand({ resourceArn, tags }), options),
    );
  }
}
