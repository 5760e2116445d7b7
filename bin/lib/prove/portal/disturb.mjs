import { setTimeout as delay } from 'node:timers/promises';
import { waitUntil } from '../../waitFor.mjs';
import { FAULTS } from './faults.mjs';
import { probe, tellStatuses } from './probe.mjs';

/** Within this after a fault, every replica is ready for more. */
const READINESS_SECONDS = 30;

async function becomesReady(probing) {
  const isSo = await waitUntil(
    async () => (await probing.readiness()).every(Boolean),
    READINESS_SECONDS,
    500,
  );
  return isSo
    ? []
    : [`not every replica was ready again after ${READINESS_SECONDS} s`];
}

/** A Recovery Plan that is there, as a request gives one. */
async function somePlan({ api }) {
  const { items } = await api.get('/recovery-plans');
  const { description, owner, entityRef, waves } = items.find(
    ({ name }) => name === 'orders',
  );
  return { description, owner, entityRef, waves };
}

/** Lets a step begin to work, and then a fault happen in it, while the portal is asked again and again. */
export async function faultDuring(cluster, row, { name, random, isOver }) {
  const { begin, seconds } = FAULTS[name];
  const plan = await somePlan(cluster);
  const writes = () =>
    cluster.all.reduce((sum, { proxy }) => sum + proxy.counts.writes, 0);
  const before = writes();
  await waitUntil(() => isOver() || writes() > before, 60);
  await delay(random.next() * 2_000);
  const probing = probe(cluster, plan);
  const end = await begin(cluster);
  await delay(seconds * 1000);
  await end();
  const late = await becomesReady(probing);
  const { problems, statuses } = await probing.stop();
  row.note(tellStatuses(statuses));
  return [...late, ...problems];
}
