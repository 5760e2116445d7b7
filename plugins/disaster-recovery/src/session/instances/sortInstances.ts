import type {
  FailoverSession,
  SessionInstance,
} from '@internal/plugin-disaster-recovery-common';
import type { TableSort } from '../../components';
import { dataFlow, worstFirst } from '../instanceState';

type Value = (
  instance: SessionInstance,
  session: FailoverSession,
) => string | number | undefined;

const VALUES: Record<string, Value> = {
  name: instance => instance.hostname ?? instance.recoveryInstanceId,
  lag: (instance, session) => dataFlow(instance, session)?.lagSeconds,
  backlog: (instance, session) => dataFlow(instance, session)?.backlogBytes,
  left: (instance, session) => {
    const etaAt = dataFlow(instance, session)?.etaAt;
    return etaAt && Date.parse(etaAt);
  },
};

const collator = new Intl.Collator(undefined, { numeric: true });

function compare(a: string | number, b: string | number): number {
  return typeof a === 'string' && typeof b === 'string'
    ? collator.compare(a, b)
    : Number(a) - Number(b);
}

/** Instances that match what was typed, in the order asked for; unknown values come last whichever way it runs. */
export function sortInstances(
  session: FailoverSession,
  sort: TableSort,
  text: string,
): SessionInstance[] {
  const wanted = text.trim().toLowerCase();
  const matching = wanted
    ? session.instances.filter(instance =>
        [
          instance.hostname,
          instance.recoveryInstanceId,
          instance.sourceServerId,
          instance.reversedSourceServerId,
          instance.protectionGroupName,
          instance.waveName,
        ].some(value => value?.toLowerCase().includes(wanted)),
      )
    : [...session.instances];
  const value = VALUES[sort.column];
  if (!value) {
    const worst = worstFirst(matching, session);
    return sort.direction === 'asc' ? worst : worst.reverse();
  }
  return matching.sort((a, b) => {
    const [left, right] = [value(a, session), value(b, session)];
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined);
    }
    const order = compare(left, right);
    return sort.direction === 'asc' ? order : -order;
  });
}
