import { atMost } from '../table.mjs';
import { costsOf, watch } from './costsOf.mjs';
import { HALF_A_GIGABYTE } from './Replica.mjs';
import { sharing } from './sharing.mjs';

const MEBIBYTE = 2 ** 20;

function oneReplica({ probes: [probe], sessions, servers, seconds, looks }) {
  const size = `${sessions} sessions of ${servers} servers`;
  return [
    atMost(100, {
      name: `event loop delay p99, ${size}`,
      value: probe.delayP99Ms,
      unit: 'ms',
      note: `in ${Math.round(seconds)} s with ${looks} looks at all ${(
        sessions * servers
      ).toLocaleString('en-US')} servers`,
    }),
    atMost(512, {
      name: `memory at most, ${size}`,
      value: probe.memoryBytes / MEBIBYTE,
      unit: 'MB',
    }),
  ];
}

function flatness(small, large) {
  const each = ({ statements, looks, sessions, servers }) =>
    statements / looks / (sessions * servers);
  const [before, after] = [each(small), each(large)];
  return atMost(1.1, {
    name: `statements for each server and look: ${large.sessions} sessions over ${small.sessions}`,
    value: after / before,
    note: `${before.toFixed(3)} and ${after.toFixed(3)}`,
  });
}

/** One replica on one core in the middle of many failovers, and how two share the work. */
export async function measure({ processes, tools, seed, quick }) {
  const servers = quick ? 100 : 300;
  const sizes = quick ? [2, 8] : [25, 100];
  const options = { servers, seed, measure: watch };
  const [small, large] = await costsOf(processes, tools, { ...options, sizes });
  const shared = await sharing(processes, tools, {
    sessions: quick ? 4 : 12,
    servers,
    seed,
  });
  return {
    results: [...oneReplica(large), flatness(small, large), shared],
    details: `A quarter of the sessions installs agents while it is measured, a quarter starts reverse replication, the others replicate back or are
only watched over. Everything is looked at every minute, as it is unless configured, at the pace of AWS itself, which takes 10
requests a second for DRS and 5 for SSM. The process is started as for a container of 512 MB: ${Object.entries(
      HALF_A_GIGABYTE,
    )
      .map(([name, value]) => `\`${name}=${value}\``)
      .join(', ')}.`,
  };
}
