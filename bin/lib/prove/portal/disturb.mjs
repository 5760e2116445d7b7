import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '../../waitFor.mjs';
import { FAULTS } from './faults.mjs';
import { probe, tellStatuses } from './probe.mjs';

/** Within this, a portal that can do nothing must say so, and one that can again too. */
const READINESS_SECONDS = 30;

async function readinessBecomes(probing, wanted) {
  const isSo = await waitUntil(
    async () => (await probing.readiness()).every(ready => ready === wanted),
    READINESS_SECONDS,
    500,
  );
  return isSo
    ? []
    : [`readiness did not become ${wanted ? 'good' : 'bad'} on every replica`];
}

/** Lets a step begin to work, and then a fault happen in it, while the portal is asked again and again. */
export async function faultDuring(cluster, row, { name, random, isOver }) {
  const { begin, seconds, isAway } = FAULTS[name];
  const writes = () =>
    cluster.all.reduce((sum, { proxy }) => sum + proxy.counts.writes, 0);
  const before = writes();
  await waitUntil(() => isOver() || writes() > before, 60);
  await delay(random.next() * 2_000);
  const probing = probe(cluster);
  const end = await begin(cluster);
  const told = isAway ? await readinessBecomes(probing, false) : [];
  await delay(seconds * 1000);
  await end();
  const untold = await readinessBecomes(probing, true);
  const { problems, statuses } = await probing.stop();
  row.note(tellStatuses(statuses));
  return [...told, ...untold, ...problems];
}
