import { setTimeout as delay } from 'node:timers/promises';

/** Long enough for a lease to be lost. */
const PAUSE_MS = [11_000, 20_000];

const between = (random, [from, to]) => from + random.next() * (to - from);

/**
 * Until `isOver`, kills replicas at random moments, one or both at a time, and starts them again.
 *
 * @returns how many were killed
 */
export async function killAtRandom(cluster, random, isOver) {
  let killed = 0;
  while (!isOver()) {
    await delay(between(random, [300, 6_000]));
    const both = random.next() < 0.2;
    const chosen = both ? cluster.all : [random.pick(cluster.all)];
    await Promise.all(chosen.map(replica => replica.kill()));
    killed += chosen.length;
    await Promise.all(
      chosen.map(replica => replica.start(cluster.machines.of(replica.name))),
    );
  }
  return killed;
}

/** Until `isOver`, stops replicas at random moments for longer than their lease. @returns how often */
export async function pauseAtRandom(cluster, random, isOver) {
  let paused = 0;
  while (!isOver()) {
    await delay(between(random, [300, 4_000]));
    const replica = random.pick(cluster.all);
    replica.isServing = false;
    replica.pause();
    await delay(between(random, PAUSE_MS));
    replica.resume();
    await replica.untilReady();
    paused += 1;
  }
  return paused;
}
