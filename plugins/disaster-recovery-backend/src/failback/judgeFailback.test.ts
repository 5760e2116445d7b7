import type { Execution } from '@internal/plugin-disaster-recovery-common';
import fc from 'fast-check';
import {
  recoveryInstance,
  sessionInstance,
} from '../replication/__testUtils__/anyReplication';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { failbackFailure } from './failbackFailure';
import { failbackProgress } from './failbackProgress';
import { judgeFailback } from './judgeFailback';

type Server = Execution['servers'][number];

function server(number: number, changes: Partial<Server> = {}): Server {
  return {
    id: `row-${number}`,
    waveNumber: 1,
    protectionGroupId: 'group-1',
    sourceServerId: `s-${number}`,
    status: 'LAUNCHED',
    jobId: 'drsjob-1',
    recoveryInstanceId: `i-back-${number}`,
    attempt: 1,
    ...changes,
  };
}

function execution(
  servers: Server[],
  changes: Partial<Execution> = {},
): Execution {
  return {
    id: 'execution-1',
    executionType: 'RECOVERY',
    status: 'COMPLETED',
    servers,
    actionRuns: [],
    planWaves: [],
    ...changes,
  } as unknown as Execution;
}

const instance = (number: number) =>
  sessionInstance({
    recoveryInstanceId: `i-${number}`,
    hostname: `host-${number}`,
    reversedSourceServerId: `s-${number}`,
  });

const launched = (number: number, ec2State = 'RUNNING', isDrill = false) =>
  recoveryInstance({
    id: `i-back-${number}`,
    sourceServerId: `s-${number}`,
    jobId: 'drsjob-1',
    ec2State,
    isDrill,
  });

describe('judgeFailback', () => {
  it('R6.5: is a success only if every machine was launched and is there', () => {
    const one = fc.record({
      status: fc.constantFrom(
        'LAUNCHED' as const,
        'FAILED' as const,
        'SKIPPED' as const,
        'CANCELLED' as const,
      ),
      ec2State: fc.constantFrom(
        'RUNNING',
        'PENDING',
        'TERMINATED',
        'SHUTTING-DOWN',
      ),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 8 }), machines => {
        const { verdict } = judgeFailback(
          machines.map((_, index) => instance(index)),
          {
            // The execution's own word is not what counts.
            execution: execution(
              machines.map(({ status }, index) => server(index, { status })),
            ),
            launched: machines.map(({ ec2State }, index) =>
              launched(index, ec2State),
            ),
          },
        );
        const isBack = machines.every(
          ({ status, ec2State }) =>
            status === 'LAUNCHED' && ec2State === 'RUNNING',
        );
        expect(verdict === 'success').toBe(isBack);
      }),
      propertyRuns(100),
    );
  });

  it('waits for a machine that was launched and does not run yet', () => {
    expect(
      judgeFailback([instance(1)], {
        execution: execution([server(1)]),
        launched: [launched(1, 'PENDING')],
      }),
    ).toMatchObject({ verdict: 'wait' });
  });

  it('finds a launched machine whose job did not name it, by its source server and job', () => {
    const facts = {
      execution: execution([server(1, { recoveryInstanceId: undefined })]),
      launched: [
        { ...launched(1), id: 'i-of-another-job', jobId: 'drsjob-0' },
        launched(1),
      ],
    };
    expect(failbackProgress(instance(1), facts)).toEqual({
      status: 'LAUNCHED',
      executionId: 'execution-1',
      sourceServerId: 's-1',
      failbackInstanceId: 'i-back-1',
      ec2State: 'RUNNING',
    });
    expect(judgeFailback([instance(1)], facts)).toEqual({ verdict: 'success' });
  });

  it('does not wait for a machine that is known not to go back', () => {
    expect(
      judgeFailback(
        [instance(1), { ...instance(2), cannotFailBack: 'It is gone.' }],
        { execution: execution([server(1)]), launched: [launched(1)] },
      ),
    ).toEqual({ verdict: 'success' });
  });

  it('fails for a machine that the mirrored plan does not know', () => {
    expect(
      judgeFailback([instance(1), instance(2)], {
        execution: execution([server(1)]),
        launched: [launched(1)],
      }),
    ).toMatchObject({
      verdict: 'failure',
      failed: [{ instance: { recoveryInstanceId: 'i-2' } }],
    });
  });

  it('fails for an action that stops its wave, and not for one that may fail', () => {
    const withAction = (onFailure: 'stop' | 'continue') =>
      judgeFailback([instance(1)], {
        execution: execution([server(1)], {
          status: 'PARTIAL',
          actionRuns: [
            {
              id: 'run',
              waveNumber: 1,
              phase: 'POST',
              position: 0,
              name: 'Check orders',
              kind: 'COMMAND',
              documentName: 'AWS-RunShellScript',
              status: 'FAILED',
            },
          ],
          planWaves: [
            {
              number: 1,
              name: 'Wave',
              protectionGroupIds: ['group-1'],
              dependsOn: [],
              pauseBefore: false,
              preActions: [],
              postActions: [
                {
                  name: 'Check orders',
                  kind: 'COMMAND',
                  documentName: 'AWS-RunShellScript',
                  parameters: {},
                  timeoutSeconds: 60,
                  onFailure,
                },
              ],
              failurePolicy: 'failFast',
            },
          ],
        }),
        launched: [launched(1)],
      });
    expect(withAction('stop')).toMatchObject({
      verdict: 'failure',
      actions: ['Check orders (wave 1): FAILED'],
    });
    expect(withAction('continue')).toEqual({ verdict: 'success' });
  });

  it('R6.6: says which machines are not back and why each', () => {
    const facts = {
      execution: execution(
        [
          server(1),
          server(2, { status: 'FAILED', reason: 'No capacity for m5.large' }),
        ],
        { status: 'PARTIAL' },
      ),
      launched: [launched(1)],
    };
    const verdict = judgeFailback([instance(1), instance(2)], facts);
    if (verdict.verdict !== 'failure') {
      throw new Error(verdict.verdict);
    }
    expect(
      failbackFailure('RECOVERY', facts.execution, verdict, {
        at: new Date(0),
      }),
    ).toMatchObject({
      message: 'Failback failed: host-2 is not back.',
      reason: 'host-2: No capacity for m5.large',
      resourceIds: ['i-2'],
      remedy: expect.stringContaining('launches only what failed'),
    });
    expect(
      failbackFailure('RECOVERY', facts.execution, verdict, {
        at: new Date(0),
        lost: verdict.failed.map(({ instance: one }) => one),
      }).remedy,
    ).toMatch(
      /^Start reverse replication again, which works only on host-2: .*launches only what failed/,
    );
  });

  it('holds no instance of a failed launch: a retry may replace it', () => {
    expect(
      failbackProgress(instance(1), {
        execution: execution([server(1, { status: 'FAILED' })]),
        launched: [launched(1)],
      }),
    ).not.toHaveProperty('failbackInstanceId');
  });
});
