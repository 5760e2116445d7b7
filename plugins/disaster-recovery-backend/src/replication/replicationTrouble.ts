import type { ErrorDetails } from '@internal/plugin-disaster-recovery-common';
import { isGone, type RecoveryInstance, type SourceServer } from '../aws';
import { replicationErrorAdvice, START_AGAIN } from './replicationErrors';

/** What is wrong with the replication of one machine. */
export interface ReplicationTrouble {
  /** Whether data no longer flows. Otherwise DRS reports an error and goes on. */
  isFatal: boolean;
  details: ErrorDetails;
}

const ENDED: Record<string, { meaning: string; remedy: string }> = {
  DISCONNECTED: {
    meaning: 'the source server is disconnected from DRS',
    remedy: START_AGAIN,
  },
  STOPPED: {
    meaning: 'replication is stopped',
    remedy:
      'Start reverse replication again for this instance: its disks are copied from the beginning',
  },
  PAUSED: {
    meaning: 'replication is paused',
    remedy: 'Start reverse replication again for this instance',
  },
};

function nameOf(
  server: SourceServer | undefined,
  recoveryInstance: RecoveryInstance | undefined,
): string {
  return (
    recoveryInstance?.hostname ??
    server?.hostname ??
    recoveryInstance?.id ??
    server?.id ??
    'the machine'
  );
}

function stalled(
  server: SourceServer,
): { code: string; meaning: string; remedy: string; raw?: string } | undefined {
  const { state, error, initiationSteps } = server.replication;
  if (error) {
    const advice = replicationErrorAdvice(error.code);
    return { code: error.code, ...advice, raw: error.rawError };
  }
  const failed = initiationSteps.find(step => step.status === 'FAILED');
  if (failed) {
    const code = `FAILED_TO_${failed.name}`;
    return {
      code,
      meaning: `the step ${failed.name} failed`,
      remedy: replicationErrorAdvice(code).remedy,
    };
  }
  return state === 'STALLED'
    ? {
        code: 'STALLED',
        meaning: 'DRS reports it stalled and gives no reason',
        remedy: replicationErrorAdvice('STALLED').remedy,
      }
    : undefined;
}

/**
 * What is wrong, if anything: the machine gone, replication ended, stalled with DRS's own error, or a step of its start
 * failed.
 */
export function replicationTrouble(
  server: SourceServer | undefined,
  recoveryInstance: RecoveryInstance | undefined,
  at: Date,
): ReplicationTrouble | undefined {
  const name = nameOf(server, recoveryInstance);
  const make = (
    isFatal: boolean,
    problem: { code: string; meaning: string; remedy: string; raw?: string },
  ): ReplicationTrouble => ({
    isFatal,
    details: {
      message: `Replication of ${name} ${
        isFatal ? 'does not go on' : 'reports a problem'
      }: ${problem.meaning}.`,
      code: problem.code,
      service: 'drs',
      operation: server ? 'DescribeSourceServers' : 'DescribeRecoveryInstances',
      reason: problem.raw ? `${problem.code}: ${problem.raw}` : problem.code,
      remedy: `${problem.remedy}.`,
      resourceIds: [recoveryInstance?.id, server?.id].filter(
        id => id !== undefined,
      ),
      at: at.toISOString(),
    },
  });

  const ec2State = recoveryInstance?.ec2State;
  if (isGone(ec2State)) {
    return make(true, {
      code: 'RecoveryInstanceGone',
      meaning: `its instance is ${ec2State}`,
      remedy:
        'An instance that is gone cannot be failed back; fail back the others, or fail this one over again',
    });
  }
  if (!server) {
    const error = recoveryInstance?.replication.error;
    return error
      ? make(true, {
          code: error.code,
          ...replicationErrorAdvice(error.code),
          raw: error.rawError,
        })
      : undefined;
  }
  const ended = ENDED[server.replication.state ?? ''];
  if (ended) {
    return make(true, { code: server.replication.state!, ...ended });
  }
  const problem = stalled(server);
  const isFatal =
    server.replication.state === 'STALLED' ||
    server.replication.initiationSteps.some(step => step.status === 'FAILED');
  return problem && make(isFatal, problem);
}
