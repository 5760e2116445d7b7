import { AsyncLocalStorage } from 'node:async_hooks';

/** Older than this, an answer about who owns a thing is no answer. Well below the heartbeat that a lease hangs on. */
const FRESH_MS = 3_000;
const ATTEMPTS = 3;

/** Fails unless the run that asks is still the newest of its thing. */
type Confirm = () => Promise<void>;

const owner = new AsyncLocalStorage<Confirm>();

/** What runs in here may change something in AWS only while it is confirmed that nobody else took over. */
export function asOwner<T>(confirm: Confirm, work: () => Promise<T>) {
  return owner.run(confirm, work);
}

/** Both clocks: one of them stands still while a machine sleeps, the other may be put right meanwhile. */
function stopwatch(): () => number {
  const monotonic = performance.now();
  const wall = Date.now();
  return () =>
    Math.max(performance.now() - monotonic, Math.abs(Date.now() - wall));
}

/**
 * What a call that changes something in AWS awaits right before it is sent, taken where the call is asked for.
 *
 * @remarks
 * A process can be paused at any moment, for longer than its lease: between the intent and the call, or while it waits to
 * repeat a throttled one. When it goes on, another process may have made the call already. Asked right before the call, and
 * asked again when the answer took suspiciously long to come, the database knows.
 */
export function currentOwnership(): Confirm {
  const confirm = owner.getStore();
  return async () => {
    for (let attempt = 1; confirm && attempt <= ATTEMPTS; attempt++) {
      const elapsed = stopwatch();
      await confirm();
      if (elapsed() < FRESH_MS) {
        return;
      }
    }
  };
}
