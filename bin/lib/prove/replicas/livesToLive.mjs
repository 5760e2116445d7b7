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
      mirror: term,
      'replication start': term,
      drill: pause('TerminateRecoveryInstances'),
      failback: freeze,
      're-protect': kill('ReverseReplication'),
      cleanup: pause('TerminateRecoveryInstances'),
    },
  },
  {
    route: 'native',
    steps: {
      launch: freeze,
      'replication start': pause('ReverseReplication'),
      mirror: kill('UpdateLaunchConfiguration'),
      drill: freeze,
      failback: kill('StartRecovery'),
      're-protect': freeze,
      cleanup: term,
    },
  },
  { route: 'native', clocks: [7, -4], chaos: 'kill' },
  {
    route: 'reinstall',
    steps: {
      launch: term,
      agents: pause('RebootInstances'),
      mirror: kill('ModifyLaunchTemplate'),
      sync: term,
      drill: term,
      failback: term,
      're-protect': term,
      cleanup: kill('TerminateRecoveryInstances'),
    },
  },
  { route: 'reinstall', clocks: [-3, 2], chaos: 'pause' },
  {
    route: 'reinstall',
    steps: {
      launch: kill('StartAutomationExecution'),
      agents: freeze,
      drill: kill('TerminateRecoveryInstances'),
      failback: pause('SendCommand'),
      're-protect': pause('ReverseReplication'),
    },
  },
];
