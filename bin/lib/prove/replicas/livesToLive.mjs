import {
  killCaller,
  pauseBeforeCall,
  pauseCaller,
  terminateWorker,
} from './disturb.mjs';

export const KILL = 'killed (-9) while AWS acts, the other goes on within 20 s';
export const PAUSE = 'paused past its lease, then continued: writes nothing';
export const FREEZE =
  'paused between an intent and its call: does not make the call';
export const TERM =
  'SIGTERM during each kind of step: ends in time, loses nothing';

/** What is done to a replica in a step: the row that it counts for, the disturbance, and the call that it is about. */
const kill = operation => ({ row: KILL, disturb: killCaller, operation });
const pause = operation => ({ row: PAUSE, disturb: pauseCaller, operation });
const freeze = { row: FREEZE, disturb: pauseBeforeCall };
const term = { row: TERM, disturb: terminateWorker };

export const QUICK = [
  {
    route: 'native',
    clocks: [7, -4],
    steps: {
      launch: kill('StartRecovery'),
      'replication start': freeze,
      drill: pause('StartRecovery'),
      cleanup: term,
    },
  },
];

export const FULL = [
  {
    route: 'reinstall',
    steps: {
      launch: kill('StartRecovery'),
      agents: kill('SendCommand'),
      mirror: kill('UpdateLaunchConfiguration'),
      drill: kill('StartRecovery'),
      failback: kill('StartRecovery'),
      're-protect': kill('ReverseReplication'),
      cleanup: kill('TerminateRecoveryInstances'),
    },
  },
  {
    route: 'reinstall',
    steps: {
      launch: pause('StartRecovery'),
      agents: pause('RebootInstances'),
      drill: pause('TerminateRecoveryInstances'),
      failback: pause('StartRecovery'),
      're-protect': pause('ReverseReplication'),
      cleanup: pause('TerminateRecoveryInstances'),
    },
  },
  {
    route: 'native',
    steps: {
      launch: freeze,
      'replication start': freeze,
      drill: freeze,
      failback: freeze,
      're-protect': freeze,
      cleanup: freeze,
    },
  },
  {
    route: 'reinstall',
    steps: { launch: freeze, agents: freeze, failback: kill('SendCommand') },
  },
  {
    route: 'reinstall',
    steps: {
      launch: term,
      agents: term,
      mirror: term,
      'replication start': term,
      sync: term,
      drill: term,
      failback: term,
      're-protect': term,
      cleanup: term,
    },
  },
  {
    route: 'native',
    steps: { 'replication start': term, mirror: term },
  },
  { route: 'native', chaos: 'kill' },
  { route: 'reinstall', chaos: 'kill' },
  { route: 'native', chaos: 'pause' },
  { route: 'reinstall', chaos: 'pause' },
  { route: 'native', clocks: [7, -4] },
  { route: 'reinstall', clocks: [-9, 3], chaos: 'kill' },
];
