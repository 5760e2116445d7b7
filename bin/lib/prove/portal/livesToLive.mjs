const FIRST = {
  launch: 'restart',
  'replication start': 'connections',
  mirror: 'queueLocked',
  drill: 'fullDisk',
  failback: 'crash',
  're-protect': 'clockForward',
  cleanup: 'clockBack',
};

/** In which step which fault happens. */
export const QUICK = [
  {
    route: 'native',
    faults: {
      launch: 'restart',
      'replication start': 'connections',
      drill: 'fullDisk',
      failback: 'clockForward',
    },
  },
];

export const FULL = [
  { route: 'native', faults: FIRST },
  {
    route: 'reinstall',
    faults: {
      launch: 'crash',
      agents: 'clockForward',
      mirror: 'tablesLocked',
      'replication start': 'restart',
      drill: 'queueLocked',
      failback: 'almostFullDisk',
      're-protect': 'connections',
      cleanup: 'readOnly',
    },
  },
  {
    route: 'reinstall',
    faults: {
      launch: 'almostFullDisk',
      agents: 'restart',
      drill: 'crash',
      failback: 'readOnly',
      're-protect': 'fullDisk',
      cleanup: 'tablesLocked',
    },
  },
];
