import { Operation, Operations, write } from '../Call';
import { peekFault } from '../control/faults';
import { configurationOperations } from './configurationOperations';
import { uninitialized } from './errors';
import { launchOperations } from './launchOperations';
import { recoveryInstanceOperations } from './recoveryInstanceOperations';
import { serverOperations } from './serverOperations';
import { tagOperations } from './tagOperations';
import { templateOperations } from './templateOperations';

/** All but InitializeService need a region in which DRS was initialized. */
function whenInitialized(operation: Operation): Operation {
  return {
    ...operation,
    handle: (input, call) => {
      const isOff =
        !call.state.drs.initialized ||
        peekFault(call.world, 'regionUninitialized', call);
      if (isOff) throw uninitialized();
      return operation.handle(input, call);
    },
  };
}

export const drsOperations: Operations = {
  ...Object.fromEntries(
    Object.entries({
      ...serverOperations,
      ...launchOperations,
      ...recoveryInstanceOperations,
      ...configurationOperations,
      ...templateOperations,
      ...tagOperations,
    }).map(([name, operation]) => [name, whenInitialized(operation)]),
  ),

  InitializeService: write((_input, call) => {
    call.changed = !call.state.drs.initialized;
    call.state.drs.initialized = true;
  }),
};
