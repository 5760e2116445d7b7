import {
  SESSION_STATUS_ORDER,
  type FailoverSession,
  type SessionActionName,
  type SessionStatus,
} from '@internal/plugin-disaster-recovery-common';

export type StageId =
  | 'failedOver'
  | 'agents'
  | 'mirrored'
  | 'replicating'
  | 'ready'
  | 'failedBack'
  | 'reProtected'
  | 'cleanedUp';

/** One stage in the life of a session. */
export interface Stage {
  id: StageId;
  state: 'done' | 'current' | 'failed' | 'todo' | 'skipped';
  /** When it was reached, or begun while it is current. */
  at?: string;
  by?: string;
  /** When it is expected to be reached. */
  expectedAt?: string;
}

interface StageRule {
  id: StageId;
  reached: SessionStatus;
  /** The status of being on the way there. */
  under?: SessionStatus;
  action?: SessionActionName;
}

const STAGES: StageRule[] = [
  { id: 'failedOver', reached: 'FAILOVER_COMPLETE' },
  {
    id: 'agents',
    reached: 'AGENTS_INSTALLED',
    under: 'INSTALLING_AGENTS',
    action: 'install-agents',
  },
  { id: 'mirrored', reached: 'CONFIG_MIRRORED', action: 'mirror-config' },
  {
    id: 'replicating',
    reached: 'READY_FOR_FAILBACK',
    under: 'REVERSE_REPLICATING',
    action: 'start-reverse-replication',
  },
  { id: 'ready', reached: 'READY_FOR_FAILBACK' },
  {
    id: 'failedBack',
    reached: 'FAILBACK_COMPLETE',
    under: 'FAILBACK_IN_PROGRESS',
    action: 'execute-failback',
  },
  {
    id: 'reProtected',
    reached: 'RE_PROTECTED',
    under: 'RE_PROTECTING',
    action: 're-protect',
  },
  {
    id: 'cleanedUp',
    reached: 'CLEANUP_COMPLETE',
    under: 'CLEANING_UP',
    action: 'cleanup',
  },
];

const rank = (status: SessionStatus) => SESSION_STATUS_ORDER.indexOf(status);

function isDone(rule: StageRule, session: FailoverSession): boolean {
  if (rule.id === 'mirrored') {
    return session.mirroredAt !== undefined;
  }
  return rank(session.status) >= rank(rule.reached);
}

function isSkipped(rule: StageRule, session: FailoverSession): boolean {
  if (rule.id === 'agents') {
    return session.route === 'native';
  }
  const cleaning = rank(session.status) >= rank('CLEANING_UP');
  return (
    rule.id === 'reProtected' &&
    cleaning &&
    !session.milestones.some(milestone => milestone.status === 'RE_PROTECTED')
  );
}

function stageOf(rule: StageRule, session: FailoverSession): Stage {
  const last = (status: SessionStatus | undefined) =>
    session.milestones.filter(one => one.status === status).at(-1);
  if (isSkipped(rule, session)) {
    return { id: rule.id, state: 'skipped' };
  }
  if (isDone(rule, session)) {
    const reached = last(rule.reached);
    return {
      id: rule.id,
      state: 'done',
      at: rule.id === 'mirrored' ? session.mirroredAt : reached?.at,
      by: reached?.by,
    };
  }
  const working =
    session.status === rule.under ||
    (rule.action !== undefined &&
      session.currentOperation?.kind === rule.action);
  const failed =
    session.lastOperation?.status === 'FAILED' &&
    session.lastOperation.kind === rule.action &&
    !session.currentOperation;
  if (!working && !failed) {
    return { id: rule.id, state: 'todo' };
  }
  return {
    id: rule.id,
    state: failed ? 'failed' : 'current',
    at: last(rule.under)?.at ?? session.currentOperation?.startedAt,
    expectedAt:
      rule.id === 'replicating' ? session.replication.etaAt : undefined,
  };
}

/** The life of a session, stage by stage: what happened when and by whom, where it is, and what is to come. */
export function lifeOf(session: FailoverSession): Stage[] {
  const stages = STAGES.map(rule => stageOf(rule, session));
  if (session.route !== 'native') {
    return stages;
  }
  // On the native route replication starts before there is anything to mirror onto.
  const [failedOver, agents, mirrored, replicating, ...rest] = stages;
  return [failedOver, agents, replicating, mirrored, ...rest];
}
