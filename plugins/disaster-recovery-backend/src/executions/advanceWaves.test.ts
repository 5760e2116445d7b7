import type { WaveAction } from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import { advanceWaves, isWaveEnded, type WaveFacts } from './advanceWaves';
import { executionStatus } from './executionStatus';

const go = { pauseRequested: false, cancelRequested: false };
const cancel = { ...go, cancelRequested: true };
const pause = { ...go, pauseRequested: true };

const action = (name: string, onFailure: 'stop' | 'continue' = 'stop') =>
  ({ name, kind: 'AUTOMATION', documentName: 'Doc', onFailure } as WaveAction);

function wave(
  number: number,
  rest: Partial<Omit<WaveFacts, 'plan'>> & {
    plan?: Partial<WaveFacts['plan']>;
  } = {},
): WaveFacts {
  return {
    status: 'PENDING',
    pausePassed: false,
    servers: ['PENDING'],
    pre: [],
    post: [],
    ...rest,
    plan: {
      number,
      name: `Wave ${number}`,
      protectionGroupIds: [],
      dependsOn: [],
      pauseBefore: false,
      preActions: [],
      postActions: [],
      failurePolicy: 'failFast',
      ...rest.plan,
    },
  };
}

const moves = (...input: Parameters<typeof advanceWaves>) =>
  Object.fromEntries(
    advanceWaves(...input).map(item => [item.number, item.status]),
  );

describe('advanceWaves', () => {
  it('starts waves without dependencies side by side, and the others after', () => {
    const waves = [
      wave(1),
      wave(2, { pre: ['PENDING'], plan: { preActions: [action('a')] } }),
      wave(3, { plan: { dependsOn: [1, 2] } }),
    ];
    expect(moves(waves, go)).toEqual({ 1: 'LAUNCHING', 2: 'PRE_ACTIONS' });
  });

  it('pauses before a wave until someone passes it on', () => {
    const plan = { pauseBefore: true };
    expect(moves([wave(1, { plan })], go)).toEqual({ 1: 'PAUSED' });
    expect(moves([wave(1, { plan, status: 'PAUSED' })], go)).toEqual({});
    expect(
      moves([wave(1, { plan, status: 'PAUSED', pausePassed: true })], go),
    ).toEqual({ 1: 'LAUNCHING' });
  });

  it('begins nothing while a pause is asked for', () => {
    expect(moves([wave(1)], pause)).toEqual({});
  });

  it('does not take a wave whose servers all failed as complete, and launches nothing after it', () => {
    const waves = [
      wave(1, { status: 'LAUNCHING', servers: ['FAILED', 'FAILED'] }),
      wave(2, { plan: { dependsOn: [1] } }),
    ];
    expect(moves(waves, go)).toEqual({ 1: 'FAILED', 2: 'SKIPPED' });
  });

  it('stops every wave after a failure under failFast, and only dependants under continue', () => {
    const waves = (failurePolicy: 'failFast' | 'continue') => [
      wave(1, {
        status: 'PARTIAL',
        servers: ['FAILED', 'LAUNCHED'],
        plan: { failurePolicy },
      }),
      wave(2, { plan: { dependsOn: [1] } }),
      wave(3, { servers: ['PENDING'] }),
    ];
    expect(moves(waves('failFast'), go)).toEqual({
      2: 'SKIPPED',
      3: 'SKIPPED',
    });
    expect(moves(waves('continue'), go)).toEqual({
      2: 'SKIPPED',
      3: 'LAUNCHING',
    });
  });

  it('lets running jobs drain before a canceled wave ends', () => {
    const waves = [
      wave(1, { status: 'LAUNCHING', servers: ['LAUNCHING', 'PENDING'] }),
      wave(2),
    ];
    expect(moves(waves, cancel)).toEqual({ 2: 'CANCELLED' });
    waves[0].servers[0] = 'LAUNCHED';
    expect(moves(waves, cancel)).toEqual({ 1: 'CANCELLED', 2: 'CANCELLED' });
  });

  it('closes what a failed pre-wave action keeps from starting', () => {
    const plan = { preActions: [action('Freeze'), action('b')] };
    const [move] = advanceWaves(
      [wave(1, { status: 'PRE_ACTIONS', pre: ['FAILED', 'PENDING'], plan })],
      go,
    );
    expect(move).toMatchObject({
      status: 'FAILED',
      reason: 'Action "Freeze" failed',
      close: { status: 'SKIPPED' },
    });
  });

  it('passes over a failed action where the plan says so, and never calls the execution completed then', () => {
    const plan = { postActions: [action('Mail', 'continue')] };
    const waves = [
      wave(1, {
        status: 'POST_ACTIONS',
        servers: ['LAUNCHED'],
        post: ['TIMED_OUT'],
        plan,
      }),
    ];
    expect(moves(waves, go)).toEqual({ 1: 'COMPLETED' });
    waves[0].status = 'COMPLETED';
    expect(executionStatus(waves, go).status).toBe('PARTIAL');
  });

  it('calls a wave partial when its servers run but its post-wave action failed', () => {
    const plan = { postActions: [action('Register')] };
    expect(
      moves(
        [
          wave(1, {
            status: 'POST_ACTIONS',
            servers: ['LAUNCHED'],
            post: ['FAILED'],
            plan,
          }),
        ],
        go,
      ),
    ).toEqual({ 1: 'PARTIAL' });
  });

  it('never starts a wave before its dependencies are complete, and always comes to an end that tells the truth', () => {
    const outcome = fc.constantFrom('LAUNCHED' as const, 'FAILED' as const);
    const actionOutcome = fc.constantFrom(
      'SUCCEEDED' as const,
      'FAILED' as const,
    );
    const waveOf = fc.record({
      dependsOn: fc.array(fc.nat(20), { maxLength: 3 }),
      servers: fc.array(fc.tuple(outcome, fc.nat(9)), {
        minLength: 1,
        maxLength: 4,
      }),
      pre: fc.array(fc.tuple(actionOutcome, fc.boolean()), { maxLength: 2 }),
      post: fc.array(fc.tuple(actionOutcome, fc.boolean()), { maxLength: 2 }),
      failFast: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(waveOf, { minLength: 1, maxLength: 7 }),
        fc.option(fc.nat(30), { nil: undefined }),
        (given, cancelAt) => {
          const waves = given.map((item, index) =>
            wave(index + 1, {
              servers: item.servers.map(() => 'PENDING'),
              pre: item.pre.map(() => 'PENDING'),
              post: item.post.map(() => 'PENDING'),
              plan: {
                dependsOn:
                  index === 0
                    ? []
                    : [...new Set(item.dependsOn.map(n => (n % index) + 1))],
                preActions: item.pre.map(([, stop]) =>
                  action('p', stop ? 'stop' : 'continue'),
                ),
                postActions: item.post.map(([, stop]) =>
                  action('q', stop ? 'stop' : 'continue'),
                ),
                failurePolicy: item.failFast ? 'failFast' : 'continue',
              },
            }),
          );
          let canceled = false;
          for (let tick = 0; !waves.every(w => isWaveEnded(w.status)); tick++) {
            expect(tick).toBeLessThan(300);
            canceled ||= tick === cancelAt;
            const requests = {
              pauseRequested: false,
              cancelRequested: canceled,
            };
            const transitions = advanceWaves(waves, requests);
            for (const { number, status, close } of transitions) {
              const target = waves[number - 1];
              const begins = ['PRE_ACTIONS', 'LAUNCHING'].includes(status);
              const waitsFor = target.plan.dependsOn.filter(
                dependency => waves[dependency - 1].status !== 'COMPLETED',
              );
              expect(begins ? waitsFor : []).toEqual([]);
              target.status = status;
              if (close) {
                const closed = (s: string) =>
                  ['PENDING', 'WAITING'].includes(s) ? close.status : s;
                target.servers = target.servers.map(closed) as any;
                target.pre = target.pre.map(closed) as any;
                target.post = target.post.map(closed) as any;
              }
            }
            if (transitions.length > 0) {
              continue;
            }
            // AWS moves: one action or one server of each working wave.
            waves.forEach((item, index) => {
              const next = { PRE_ACTIONS: 'pre', POST_ACTIONS: 'post' }[
                item.status as string
              ];
              if (next) {
                const list = item[next as 'pre' | 'post'];
                const at = list.findIndex(s => s === 'PENDING');
                list[at] = given[index][next as 'pre' | 'post'][at][0];
              } else if (item.status === 'LAUNCHING') {
                const at = item.servers.findIndex(s => s === 'PENDING');
                item.servers[at] = given[index].servers[at][0];
              }
            });
          }
          const { status } = executionStatus(waves, {
            ...go,
            cancelRequested: canceled,
          });
          const all = waves.flatMap(w => w.servers);
          expect(
            all.some(s => ['PENDING', 'WAITING', 'LAUNCHING'].includes(s)),
          ).toBe(false);
          const launched = (list: string[]) =>
            list.every(item => item === 'LAUNCHED');
          const truths = {
            COMPLETED: launched(all),
            PARTIAL: all.includes('LAUNCHED'),
            FAILED: !all.includes('LAUNCHED'),
            CANCELLED: canceled,
          };
          expect(truths[status as keyof typeof truths]).toBe(true);
          expect(
            waves
              .filter(item => item.status === 'COMPLETED')
              .every(item => launched(item.servers)),
          ).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('executionStatus', () => {
  it('is paused only when AWS works on nothing more', () => {
    const launching = wave(1, { status: 'LAUNCHING', servers: ['LAUNCHING'] });
    expect(executionStatus([launching], pause).status).toBe('RUNNING');
    launching.servers = ['WAITING'];
    expect(executionStatus([launching], pause).status).toBe('PAUSED');
  });

  it('says before which wave it waits, and runs while another wave works', () => {
    const paused = wave(2, { status: 'PAUSED' });
    expect(executionStatus([paused], go)).toEqual({
      status: 'PAUSED',
      pauseReason: 'Waits before wave "Wave 2", as the plan says',
    });
    const other = wave(1, { status: 'LAUNCHING', servers: ['LAUNCHING'] });
    expect(executionStatus([other, paused], go).status).toBe('RUNNING');
  });

  it('stays canceled whatever comes in afterwards', () => {
    const done = wave(1, { status: 'COMPLETED', servers: ['LAUNCHED'] });
    expect(executionStatus([done], cancel).status).toBe('CANCELLED');
  });
});
