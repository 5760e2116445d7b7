import type {
  FailbackRoute,
  SessionInstance,
} from '@internal/plugin-disaster-recovery-common';

/** Which route fits a session, and why: the key of a sentence, and how many instances it is about. */
export interface RouteAdvice {
  route: FailbackRoute;
  reason: 'fits' | 'otherAccount' | 'notFromAws' | 'agentUnseen';
  count: number;
}

/** An agent that was last heard this long before the others is not seen any more. */
const UNSEEN_AFTER_MS = 60 * 60_000;

/**
 * AWS's own way fits machines that came from EC2, go back to where they came from, and whose agents are heard. Times are
 * compared with each other, and not with the portal's clock.
 */
export function recommendRoute(session: {
  accountId: string;
  sourceAccountId: string;
  instances: readonly SessionInstance[];
}): RouteAdvice {
  const { instances } = session;
  const reinstall = (reason: RouteAdvice['reason'], count: number) => ({
    route: 'reinstall' as const,
    reason,
    count,
  });
  const foreign = instances.filter(
    instance => instance.originEnvironment === 'ON_PREMISES',
  );
  if (foreign.length > 0) {
    return reinstall('notFromAws', foreign.length);
  }
  const seen = instances.map(instance =>
    instance.agentLastSeenAt ? Date.parse(instance.agentLastSeenAt) : 0,
  );
  const newest = Math.max(0, ...seen);
  const unseen = seen.filter(
    time => time === 0 || newest - time > UNSEEN_AFTER_MS,
  );
  if (unseen.length > 0) {
    return reinstall('agentUnseen', unseen.length);
  }
  // AWS's own document cannot install an agent for another account; reversing needs no more than accounts that trust.
  const isSameAccount = session.accountId === session.sourceAccountId;
  return {
    route: 'native',
    reason: isSameAccount ? 'fits' : 'otherAccount',
    count: instances.length,
  };
}
