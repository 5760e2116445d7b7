import { callFaults } from './calls.mjs';
import { launchFaults } from './launches.mjs';
import { machineFaults } from './machines.mjs';
import { replicationFaults } from './replication.mjs';

/** Everything that may go wrong, and nothing: what a life without a fault is compared with. */
export const faults = [
  { name: 'nothing goes wrong' },
  ...callFaults,
  ...machineFaults,
  ...replicationFaults,
  ...launchFaults,
];
