import { ConflictError } from '@backstage/errors';
import type {
  FailbackLoss,
  FailbackMode,
  LossStanding,
  Preflight,
} from '@internal/plugin-disaster-recovery-common';
import {
  hasLiveDrill,
  type InstanceHolder,
  type InstanceRecord,
  type SessionRecord,
} from '../failover-sessions';

type Destroyed = Preflight['destroys'][number];

interface Judgement {
  standing: LossStanding;
  description: string;
}

/** What a launch is judged by: the session that launches, and the sessions that hold or held what is in its way. */
export interface LossFacts {
  session: Pick<SessionRecord, 'recoveryRegion'>;
  instances: InstanceRecord[];
  holders: InstanceHolder[];
}

function returned({ sessionName, failedBackAt }: InstanceHolder): string {
  const day = failedBackAt
    ? ` on ${failedBackAt.toISOString().slice(0, 10)}`
    : '';
  return `It failed back${day} with failover session "${sessionName}"`;
}

function stateOf({ ec2State }: Destroyed): string {
  return ec2State ? `It is ${ec2State.toLocaleLowerCase('en-US')} now. ` : '';
}

function judge(lost: Destroyed, facts: LossFacts): Judgement {
  const { session, instances, holders } = facts;
  const id = lost.recoveryInstanceId;
  const holder = holders.find(
    one => one.instanceId === id && one.sessionId === lost.sessionId,
  );
  if (lost.sessionId) {
    return {
      standing: 'REFUSED',
      description: `Failover session "${
        holder?.sessionName ?? lost.sessionId
      }" holds it: it may be the machine that serves.`,
    };
  }
  const isOwnDrill = instances.some(
    one => hasLiveDrill(one) && one.drill?.failbackInstanceId === id,
  );
  if (isOwnDrill) {
    return {
      standing: 'OWN_DRILL',
      description:
        'A drill of this session launched it, and it serves nobody. DRS terminates it for this launch.',
    };
  }
  const before = holders.find(
    one => one.instanceId === id && one.role === 'failback',
  );
  const replacement = instances.find(one => one.originInstanceId === id);
  const gone = `${stateOf(
    lost,
  )}DRS terminates it and deletes its disks for this launch: what was written on it and had not reached ${
    session.recoveryRegion
  } by the failover is lost with it.`;
  if (before && !replacement) {
    return {
      standing: 'REFUSED',
      description: `${returned(
        before,
      )}, and nothing in this session has taken its place: it may be the machine that serves.`,
    };
  }
  if (replacement) {
    return {
      standing: 'ACCEPTABLE',
      description: `${
        before ? `${returned(before)}, and was` : 'It was'
      } production until this failover, in which ${
        replacement.recoveryInstanceId
      } took its place. ${gone}`,
    };
  }
  return {
    standing: 'ACCEPTABLE',
    description: `${
      lost.isDrill
        ? 'A drill that is not of this session launched it'
        : 'It was launched outside this portal'
    }, from source server ${lost.sourceServerId}. ${stateOf(
      lost,
    )}DRS terminates it and deletes its disks for this launch.`,
  };
}

/**
 * Says of each live instance that a failback or drill would destroy what it is, and whether it may be given up.
 *
 * @remarks
 * A machine that failed back in an earlier session is former production only where this session shows that one of its
 * recovery instances has replaced it. Without that proof it may serve users now, and no confirmation gives it away.
 */
export function judgeLosses(
  destroys: Destroyed[],
  facts: LossFacts,
): FailbackLoss[] {
  return destroys.map(lost => ({ ...lost, ...judge(lost, facts) }));
}

function nameOf({ recoveryInstanceId, hostname }: FailbackLoss): string {
  return hostname ? `${recoveryInstanceId} (${hostname})` : recoveryInstanceId;
}

/**
 * The instances that a launch may destroy.
 *
 * @param accepted - what the caller named to be lost
 * @throws ConflictError that names what must not be destroyed, or what nobody has accepted to lose
 */
export function giveUp(
  losses: FailbackLoss[],
  accepted: string[],
  mode: FailbackMode,
): string[] {
  const what = mode === 'DRILL' ? 'The drill' : 'The failback';
  const refused = losses.filter(({ standing }) => standing === 'REFUSED');
  if (refused.length > 0) {
    throw new ConflictError(
      `${what} would make DRS terminate what must not be destroyed, and what acceptDestroyed cannot give up. ${refused
        .map(loss => `${nameOf(loss)}: ${loss.description}`)
        .join(' ')}`,
    );
  }
  const unaccepted = losses.filter(
    ({ standing, recoveryInstanceId }) =>
      standing === 'ACCEPTABLE' && !accepted.includes(recoveryInstanceId),
  );
  if (unaccepted.length > 0) {
    throw new ConflictError(
      `${what} makes DRS terminate ${unaccepted
        .map(nameOf)
        .join(
          ', ',
        )}. Read in the failback preflight what they are, and name them in acceptDestroyed to accept that.`,
    );
  }
  return losses.map(({ recoveryInstanceId }) => recoveryInstanceId);
}
