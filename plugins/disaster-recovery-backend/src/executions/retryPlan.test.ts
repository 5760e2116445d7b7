import type {
  Wave,
  WaveAction,
} from '@internal/plugin-disaster-recovery-common';
import type { ActionRecord, ExecutionState, ServerRecord } from './records';
import { planRetry } from './retryPlan';

const action = (
  name: string,
  kind: WaveAction['kind'] = 'AUTOMATION',
): WaveAction => ({
  name,
  kind,
  documentName: 'Doc',
  parameters: {},
  timeoutSeconds: 60,
  onFailure: 'stop',
});

function state(options: {
  servers: ServerRecord['status'][];
  pre?: ActionRecord['status'][];
  post?: ActionRecord['status'][];
}): ExecutionState {
  const { servers, pre = [], post = [] } = options;
  const wave = {
    number: 1,
    name: 'Wave 1',
    preActions: pre.map((_, at) => action(`pre ${at}`)),
    postActions: post.map((_, at) => action(`post ${at}`, 'COMMAND')),
  } as Wave;
  const run = (
    phase: 'PRE' | 'POST',
    status: ActionRecord['status'],
    position: number,
  ) =>
    ({
      id: `${phase}-${position}`,
      waveNumber: 1,
      phase,
      position,
      attempt: 1,
      status,
      kind: phase === 'PRE' ? 'AUTOMATION' : 'COMMAND',
      ssmIds: [],
    } as unknown as ActionRecord);
  return {
    execution: { id: 'x', attempt: 1, planWaves: [wave] },
    waves: [{ number: 1 }],
    servers: servers.map((status, at) => ({
      id: `${at}`,
      waveNumber: 1,
      status,
    })),
    jobs: [],
    actions: [
      ...pre.map((status, at) => run('PRE', status, at)),
      ...post.map((status, at) => run('POST', status, at)),
    ],
  } as unknown as ExecutionState;
}

const names = (actions: ActionRecord[]) =>
  actions.map(({ phase, position }) => `${phase} ${position}`);

describe('planRetry', () => {
  it('takes up what failed or was left out, and nothing that was done', () => {
    const plan = planRetry(
      state({
        servers: ['LAUNCHED', 'FAILED', 'SKIPPED', 'CANCELLED', 'TERMINATED'],
        pre: ['SUCCEEDED'],
      }),
    );
    expect(plan.servers.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(plan.added).toEqual([]);
    expect(plan.reopened).toEqual([]);
    expect(plan.waveNumbers).toEqual([1]);
  });

  it('launches what has taken the place of a server, and never of one that was launched', () => {
    const before = state({ servers: ['LAUNCHED', 'FAILED', 'SKIPPED'] });
    const servers = before.servers.map((server, at) => ({
      ...server,
      sourceServerId: `s-${at}`,
    }));
    const plan = planRetry(
      { ...before, servers },
      new Map([
        ['s-0', 's-other-0'],
        ['s-1', 's-other-1'],
      ]),
    );
    expect(plan.servers.map(server => server.sourceServerId)).toEqual([
      's-other-1',
      's-2',
    ]);
  });

  it('runs failed actions anew, and opens those that never began', () => {
    const plan = planRetry(
      state({ servers: ['LAUNCHED'], post: ['TIMED_OUT', 'SKIPPED'] }),
    );
    expect(names(plan.added)).toEqual(['POST 0']);
    expect(plan.added[0]).toMatchObject({ attempt: 2, status: 'PENDING' });
    expect(names(plan.reopened)).toEqual(['POST 1']);
    expect(plan.waveNumbers).toEqual([1]);
  });

  it('runs an action that was done again only for what is launched now', () => {
    const plan = planRetry(
      state({ servers: ['LAUNCHED', 'FAILED'], post: ['SUCCEEDED'] }),
    );
    expect(plan.added).toMatchObject([
      { phase: 'POST', position: 0, onlyAttempt: 2 },
    ]);
  });

  it('leaves a wave alone in which all is done', () => {
    const plan = planRetry(
      state({ servers: ['LAUNCHED'], pre: ['SUCCEEDED'], post: ['SUCCEEDED'] }),
    );
    expect(plan).toMatchObject({
      servers: [],
      waveNumbers: [],
      reopened: [],
      added: [],
    });
  });
});
