import fs from 'node:fs';
import { isStopped } from '../../alive.mjs';
import { waitFor } from '../../waitFor.mjs';
import { breakpoints } from '../cluster/breakpoints.mjs';
import {
  ownedThing,
  untilClosed,
  untilTakenOver,
} from '../cluster/takeover.mjs';

/** The time that the issue allows. */
const TAKEOVER_SECONDS = 20;
/** The grace period that docs/operating.md asks for. */
const GRACE_SECONDS = 60;

const byName = (cluster, name) => cluster.replicas[name];

/** Knows for each operation of AWS which replica asked for it last. */
export function watchCallers(cluster) {
  const last = new Map();
  for (const { name, proxy } of cluster.all) {
    proxy.events.on('call', ({ operation }) => last.set(operation, name));
  }
  return operation => last.get(operation);
}

/** Holds the next call of an operation. @returns who made it, and the call; undefined when the step ends without one */
async function hold(cluster, { operation, when, isOver }) {
  const control = breakpoints(cluster.simulatorUrl);
  const breakpoint = await control.add({ when, match: { operation } });
  const held = await control.wait(breakpoint, () => !isOver());
  if (!held) {
    await control.clear(breakpoint);
    throw new Error(`${operation} was not called`);
  }
  return { control, held, name: cluster.callerOf(operation) };
}

const takeoverProblems = seconds =>
  seconds > TAKEOVER_SECONDS
    ? [`it took ${seconds.toFixed(1)} s until the other replica went on`]
    : [];

/** Kills the replica that waits for AWS's answer, and measures until the other one goes on. */
export async function killCaller(cluster, row, options) {
  const { control, held, name } = await hold(cluster, options);
  const thing = await ownedThing(cluster);
  const killed = byName(cluster, name);
  await killed.kill();
  const from = Date.now();
  // Before it acted, the call is lost with its caller; afterwards, its answer is.
  await control.drop(held.id);
  const seconds = await untilTakenOver(cluster, thing, from);
  row.time(seconds);
  await killed.start(cluster.machines.of(name));
  return takeoverProblems(seconds);
}

async function isQuietAfter(replica, from) {
  const text = fs.readFileSync(replica.logFile, 'utf8').slice(from);
  return text.includes('A newer run took over');
}

/** Lets a paused replica go on, and waits until it has seen that its run is over. */
async function resumeAndWatch(cluster, paused, thing) {
  const from = fs.statSync(paused.logFile).size;
  const calls = [];
  const note = call => calls.push(call.operation);
  paused.proxy.events.on('call', note);
  paused.resume();
  await waitFor(() => isQuietAfter(paused, from), {
    seconds: 60,
    every: 20,
    what: `A word of replica ${paused.name} that its run of ${thing.kind} is over`,
  });
  paused.proxy.events.off('call', note);
  await paused.untilReady();
  return calls;
}

/** Pauses the replica that waits for AWS's answer for longer than its lease, and lets it go on when the other is done. */
export async function pauseCaller(cluster, row, options) {
  const { control, held, name } = await hold(cluster, {
    ...options,
    when: 'after',
  });
  const thing = await ownedThing(cluster);
  const paused = byName(cluster, name);
  paused.pause();
  paused.isServing = false;
  const from = Date.now();
  await control.release(held.id);
  const seconds = await untilTakenOver(cluster, thing, from);
  row.time(seconds);
  await untilClosed(cluster, thing);
  await resumeAndWatch(cluster, paused, thing);
  return takeoverProblems(seconds);
}

/** Stops a replica when it has written an intent and not yet made its call, until the other one has made it. */
export async function pauseBeforeCall(cluster, row, { isOver }) {
  fs.writeFileSync(cluster.machines.freezeFile, '');
  const paused = await waitFor(
    () => {
      if (isOver()) {
        fs.rmSync(cluster.machines.freezeFile, { force: true });
        throw new Error('no intent was written');
      }
      return cluster.all.find(({ pid }) => isStopped(pid));
    },
    { seconds: 300, every: 5, what: 'An intent' },
  );
  paused.isServing = false;
  const from = Date.now();
  const thing = await ownedThing(cluster);
  const seconds = await untilTakenOver(cluster, thing, from);
  row.time(seconds);
  await untilClosed(cluster, thing);
  const calls = await resumeAndWatch(cluster, paused, thing);
  return [
    ...takeoverProblems(seconds),
    ...(calls.length > 0
      ? [`after its pause it still called ${calls.join(', ')}`]
      : []),
  ];
}

/** Ends the replica that works on a step as a deployment would, while it does. */
export async function terminateWorker(cluster, row, { isOver }) {
  const name = await new Promise((resolve, reject) => {
    const off = [];
    const done = (settle, value) => {
      off.forEach(end => end());
      settle(value);
    };
    for (const { name: caller, proxy } of cluster.all) {
      const onCall = () => done(resolve, caller);
      proxy.events.once('call', onCall);
      off.push(() => proxy.events.off('call', onCall));
    }
    const timer = setInterval(() => {
      if (isOver()) {
        done(resolve, cluster.all[0].name);
      }
    }, 100);
    off.push(() => clearInterval(timer));
  });
  const ended = byName(cluster, name);
  ended.isServing = false;
  const { code, signal, seconds } = await ended.terminate();
  row.time(seconds);
  await ended.start(cluster.machines.of(name));
  return [
    ...(signal || code ? [`replica ${name} ended with ${code ?? signal}`] : []),
    ...(seconds > GRACE_SECONDS
      ? [`it took ${seconds.toFixed(1)} s to end`]
      : []),
  ];
}
