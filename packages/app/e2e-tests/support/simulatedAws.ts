import type { APIRequestContext } from '@playwright/test';

/** What goes wrong; see packages/aws-simulator/README.md. */
export interface Fault {
  kind: string;
  match?: { service?: string; operation?: string; resourceId?: string };
  count?: number;
  message?: string;
}

/** The simulated AWS behind a portal, through its control API. */
export function simulatedAws(url: string, request: APIRequestContext) {
  const post = async (path: string, data: object) => {
    const response = await request.post(`${url}/_simulator/${path}`, { data });
    if (!response.ok()) {
      throw new Error(`${path} was answered ${response.status()}`);
    }
  };
  return {
    addFault: (fault: Fault) => post('faults', { action: 'add', ...fault }),
    clearFaults: () => post('faults', { action: 'clear' }),
    /** In simulated seconds a second; 0 stands still. */
    setSpeed: (speed: number) => post('clock', { speed }),
    /** Everything that there is in it. */
    state: async (): Promise<unknown> =>
      (await request.get(`${url}/_simulator/state`)).json(),
    /** Every call of an operation so far, as it was asked. */
    calls: async (operation: string): Promise<{ request: any }[]> => {
      const response = await request.get(`${url}/_simulator/trace`);
      return (await response.text())
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line))
        .filter(call => call.operation === operation);
    },
  };
}
