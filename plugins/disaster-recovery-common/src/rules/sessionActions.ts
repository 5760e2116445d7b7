import type {
  FailbackRoute,
  SessionAction,
  SessionActionName,
  SessionStatus,
} from '../schemas';

/** What the rules need to know of a session. Pure values: no I/O decides whether an action is allowed. */
export interface SessionActionFacts {
  status: SessionStatus;
  /** Unset until the first call of a route is made. */
  route?: FailbackRoute;
  /** Whether the mirrored groups and plan exist. */
  mirrored: boolean;
  /** The operation that runs now, if one does. */
  runningOperation?: SessionActionName;
  /** The last operation that ended, and how: a failed one may be tried again. */
  lastOperation?: { kind: SessionActionName; failed: boolean };
  /** Whether drill instances of this session are alive. */
  hasLiveDrill: boolean;
  /** Whether some instance could not be re-protected, installed, and so on: retry works on those only. */
  failedInstanceCount: number;
  /** Whether an installer refused an instance for having been installed elsewhere; unset where that does not matter. */
  hasInstalledElsewhere?: boolean;
  /** Whether a source server is gone that only another installation makes; unset where that does not matter. */
  hasLostSourceServer?: boolean;
  /** Whether a failback, which is no drill, has launched or tried to. */
  hasBegunFailback: boolean;
  /** How many machines have still to come back, and their data no longer flows. */
  brokenReplicationCount: number;
}

const WORDS: Record<SessionActionName, string> = {
  'install-agents': 'Agent installation',
  'mirror-config': 'Configuration mirroring',
  'start-reverse-replication': 'Start of reverse replication',
  'execute-failback': 'Failback',
  'terminate-drill': 'Termination of the drill',
  're-protect': 'Re-protection',
  cleanup: 'Cleanup',
  'release-source-servers': 'Release of source servers',
};

/** The statuses from which each action starts, in the order of the life of a session. */
const STARTS_FROM: Record<SessionActionName, readonly SessionStatus[]> = {
  'install-agents': ['FAILOVER_COMPLETE', 'INSTALLING_AGENTS'],
  'mirror-config': [
    'AGENTS_INSTALLED',
    'CONFIG_MIRRORED',
    'REVERSE_REPLICATING',
    'READY_FOR_FAILBACK',
  ],
  'start-reverse-replication': [
    'FAILOVER_COMPLETE',
    'CONFIG_MIRRORED',
    'REVERSE_REPLICATING',
  ],
  'execute-failback': ['READY_FOR_FAILBACK', 'FAILBACK_IN_PROGRESS'],
  'terminate-drill': [
    'READY_FOR_FAILBACK',
    'REVERSE_REPLICATING',
    'FAILBACK_COMPLETE',
    'RE_PROTECTED',
  ],
  're-protect': ['FAILBACK_COMPLETE', 'RE_PROTECTING'],
  cleanup: ['FAILBACK_COMPLETE', 'RE_PROTECTED', 'CLEANING_UP'],
  'release-source-servers': ['INSTALLING_AGENTS'],
};

/** Where each action starts once more after its time, if a machine has lost what the action gave it. */
const STARTS_AGAIN: Partial<
  Record<
    SessionActionName,
    { from: SessionStatus; isNeeded(facts: SessionActionFacts): boolean }
  >
> = {
  'install-agents': {
    from: 'REVERSE_REPLICATING',
    isNeeded: ({ hasLostSourceServer }) => hasLostSourceServer === true,
  },
  // Otherwise a machine whose source server is deleted while it fails back could never come back.
  'start-reverse-replication': {
    from: 'FAILBACK_IN_PROGRESS',
    isNeeded: ({ brokenReplicationCount }) => brokenReplicationCount > 0,
  },
};

const ORDER = Object.keys(STARTS_FROM) as SessionActionName[];

const STATUS_ORDER: readonly SessionStatus[] = [
  'FAILOVER_COMPLETE',
  'INSTALLING_AGENTS',
  'AGENTS_INSTALLED',
  'CONFIG_MIRRORED',
  'REVERSE_REPLICATING',
  'READY_FOR_FAILBACK',
  'FAILBACK_IN_PROGRESS',
  'FAILBACK_COMPLETE',
  'RE_PROTECTING',
  'RE_PROTECTED',
  'CLEANING_UP',
  'CLEANUP_COMPLETE',
];

/** Statuses in which work is under way: the action that led there may only be called again as a retry. */
const WORKING: Partial<Record<SessionStatus, SessionActionName>> = {
  INSTALLING_AGENTS: 'install-agents',
  FAILBACK_IN_PROGRESS: 'execute-failback',
  RE_PROTECTING: 're-protect',
  CLEANING_UP: 'cleanup',
};

function reasonAgainst(
  action: SessionActionName,
  facts: SessionActionFacts,
): string | undefined {
  if (facts.runningOperation) {
    return `${
      WORDS[facts.runningOperation]
    } is running; one operation runs at a time.`;
  }
  if (
    !STARTS_FROM[action].includes(facts.status) &&
    !startsAgain(action, facts)
  ) {
    const here = STATUS_ORDER.indexOf(facts.status);
    const last = STATUS_ORDER.indexOf(STARTS_FROM[action].at(-1)!);
    return here > last
      ? `${WORDS[action]} is behind this session already.`
      : `${WORDS[action]} comes later: ${missingFor(action)}`;
  }
  if (
    action === 'start-reverse-replication' &&
    facts.status === 'REVERSE_REPLICATING' &&
    facts.failedInstanceCount === 0 &&
    !wouldRetry(action, facts)
  ) {
    return 'Reverse replication runs on every instance.';
  }
  if (
    action === 'start-reverse-replication' &&
    facts.route === 'reinstall' &&
    !facts.mirrored
  ) {
    return 'After a reinstall the configuration is mirrored first.';
  }
  if (action === 'terminate-drill' && !facts.hasLiveDrill) {
    return 'No drill instances of this session are alive.';
  }
  if (action === 'release-source-servers' && !facts.hasInstalledElsewhere) {
    return 'No installer refused an instance for having been installed to replicate elsewhere.';
  }
  return undefined;
}

function missingFor(action: SessionActionName): string {
  switch (action) {
    case 'mirror-config':
      return 'the agents are installed, or reverse replication is started, first.';
    case 'start-reverse-replication':
      return 'the agents are installed and the configuration is mirrored first.';
    case 'execute-failback':
      return 'every instance is ready and the configuration is mirrored first.';
    case 'release-source-servers':
      return 'it is the remedy for a refused agent installation.';
    case 'terminate-drill':
      return 'a failback drill has to run first.';
    default:
      return 'the failback has to complete first.';
  }
}

function startsAgain(action: SessionActionName, facts: SessionActionFacts) {
  const again = STARTS_AGAIN[action];
  return again?.from === facts.status && again.isNeeded(facts);
}

/** Whether calling the action now would work only on what failed before. */
function wouldRetry(action: SessionActionName, facts: SessionActionFacts) {
  return (
    WORKING[facts.status] === action ||
    startsAgain(action, facts) ||
    (action === 'execute-failback' && facts.hasBegunFailback) ||
    (facts.lastOperation?.kind === action && facts.lastOperation.failed)
  );
}

/**
 * Which actions the state of a session allows now, in the order of its life, and why it forbids the others.
 * Who may call them is the permission framework's business.
 */
export function sessionActions(facts: SessionActionFacts): SessionAction[] {
  return ORDER.map(action => {
    const reason = reasonAgainst(action, facts);
    return {
      action,
      allowed: reason === undefined,
      isRetry: wouldRetry(action, facts),
      ...(reason && { reason }),
    };
  });
}

/** The statuses of a session in the order of its life. */
export const SESSION_STATUS_ORDER = STATUS_ORDER;
