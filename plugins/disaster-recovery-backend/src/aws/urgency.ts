import { AsyncLocalStorage } from 'node:async_hooks';

const urgency = new AsyncLocalStorage<boolean>();

/** Lets the calls to AWS that some work makes go ahead of all others: launches must not wait behind polls. */
export function urgently<T>(work: () => Promise<T>): Promise<T> {
  return urgency.run(true, work);
}

/** Whether the present work is urgent. */
export function isUrgent(): boolean {
  return urgency.getStore() ?? false;
}
