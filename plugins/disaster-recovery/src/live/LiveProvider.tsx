import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import {
  DISASTER_RECOVERY_CHANNEL,
  type DisasterRecoveryChange,
} from '@internal/plugin-disaster-recovery-common';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createContext,
  useContext,
  useEffect,
  useState,
  type PropsWithChildren,
} from 'react';
import { disasterRecoveryApiRef } from '../api';
import { createChangeListener } from './changes';
import { queryClientFor } from './queryClient';

const SignalsContext = createContext(false);

/** Whether the portal tells of changes by itself. If not, pages ask more often. */
export function useSignalsAvailable() {
  return useContext(SignalsContext);
}

function isChange(message: unknown): message is DisasterRecoveryChange {
  const change = message as Partial<DisasterRecoveryChange> | null;
  return typeof change?.type === 'string' && typeof change.id === 'string';
}

/** Gives the pages below their shared cache, and keeps it up to date by the portal's signals where there are any. */
export function LiveProvider(props: PropsWithChildren<{}>) {
  const api = useApi(disasterRecoveryApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const [client] = useState(() => queryClientFor(api));

  // Subscribed to directly: a hook that keeps only the last signal would lose one of two that come together.
  useEffect(() => {
    if (!signals) {
      return undefined;
    }
    const listener = createChangeListener(client);
    const { unsubscribe } = signals.subscribe(
      DISASTER_RECOVERY_CHANNEL,
      message => {
        if (isChange(message)) {
          listener.onChange(message);
        }
      },
    );
    return () => {
      unsubscribe();
      listener.stop();
    };
  }, [client, signals]);

  return (
    <QueryClientProvider client={client}>
      <SignalsContext.Provider value={signals !== undefined}>
        {props.children}
      </SignalsContext.Provider>
    </QueryClientProvider>
  );
}
