import { QueryClient } from '@tanstack/react-query';
import type { DisasterRecoveryApi } from '@internal/plugin-disaster-recovery-common';

const clients = new WeakMap<DisasterRecoveryApi, QueryClient>();

/**
 * The cache of what the given client has read. Pages share it, so that going back shows at once what was there; it lives
 * as long as the client, so that another person's portal begins empty.
 */
export function queryClientFor(api: DisasterRecoveryApi): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: {
        queries: {
          // Polling is the retry: an error is shown at once, and what was known stays on screen.
          retry: false,
          // A browser that believes to be offline may still reach the portal.
          networkMode: 'always',
          staleTime: 1_000,
          gcTime: 10 * 60_000,
        },
        mutations: { networkMode: 'always' },
      },
    });
    clients.set(api, client);
  }
  return client;
}
