import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import { instanceState, type InstanceState } from './instanceState';

/** How many instances are in each state that matters now: failed first, then by number. */
export function countInstances(
  session: FailoverSession,
): (Omit<InstanceState, 'status'> & { state: string; count: number })[] {
  const counts = new Map<string, InstanceState & { count: number }>();
  for (const instance of session.instances) {
    const state = instanceState(instance, session);
    const key = `${state.kind}/${state.status}`;
    const known = counts.get(key);
    counts.set(key, { ...state, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()]
    .sort(
      (a, b) =>
        Number(b.tone === 'error') - Number(a.tone === 'error') ||
        b.count - a.count,
    )
    .map(({ status, ...rest }) => ({ ...rest, state: status }));
}
