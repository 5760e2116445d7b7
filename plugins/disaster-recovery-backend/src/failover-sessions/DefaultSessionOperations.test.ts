import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { AwsOperationError } from '../aws';
import { until } from '../__testUtils__/until';
import { DefaultSessionOperations } from './DefaultSessionOperations';
import {
  anyInstance,
  anySession,
  sessionTestBed,
} from './__testUtils__/sessionTestBed';
import type { OperationOutcome } from './operationTypes';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
jest.setTimeout(120_000);

const ERROR = {
  message: 'The agent of db-1 was not installed',
  reason: 'No space left on device',
  at: '2026-11-23T10:00:00.000Z',
};

describe('DefaultSessionOperations', () => {
  let database: Knex;
  let bed: Awaited<ReturnType<typeof sessionTestBed>>;
  let operations: DefaultSessionOperations;
  /** What the handler of the test answers for a session, in turn; after that it asks to come again. */
  const outcomes = new Map<string, (() => Promise<OperationOutcome>)[]>();
  const answer = (
    { id }: { id: string },
    ...next: (() => Promise<OperationOutcome>)[]
  ) => outcomes.set(id, next);

  beforeAll(async () => {
    database = await databases.init('POSTGRES_18');
    bed = await sessionTestBed(database);
    operations = DefaultSessionOperations.create(bed.dependencies, bed.store);
    operations.register({
      kind: 'install-agents',
      begin: (transaction, { session, operation }) =>
        bed.store.transition(
          session.id,
          'INSTALLING_AGENTS',
          { principal: operation.requestedBy, operationId: operation.id },
          transaction,
        ),
      reconcile: async context => {
        await context.transaction(transaction =>
          context.saveStep(transaction, {
            target: context.instances[0].recoveryInstanceId,
            name: 'CHECK_SSM',
            title: 'Check SSM',
            status: 'IN_PROGRESS',
          }),
        );
        const next = outcomes.get(context.session.id)?.shift();
        return (await next?.()) ?? { wakeInMs: 50 };
      },
      end: async (transaction, { session, failed }) =>
        failed
          ? undefined
          : bed.store.transition(
              session.id,
              'AGENTS_INSTALLED',
              {},
              transaction,
            ),
    });
    await bed.engine.start();
  });

  afterAll(() => bed.engine.stop());

  beforeEach(() => {
    bed.delivered.length = 0;
    bed.notified.length = 0;
  });

  let count = 0;
  async function newSession() {
    count += 1;
    return database.transaction(transaction =>
      bed.store.create(transaction, anySession({ name: `session ${count}` }), [
        anyInstance(count),
      ]),
    );
  }

  function start(sessionId: string, kind = 'install-agents' as const) {
    return operations.start({
      sessionId,
      kind,
      input: {},
      principal: 'user:default/operator',
    });
  }

  async function ended(id: string) {
    return until(async () => {
      const operation = await operations.get(id);
      return operation.status !== 'RUNNING' && operation;
    });
  }

  function events(sessionId: string) {
    return database('audit_events')
      .where({ session_id: sessionId })
      .whereLike('action', 'install-agents.%')
      .orderBy('sequence')
      .select('action', 'outcome', 'operation_id', 'correlation_id');
  }

  it('goes on at once when somebody has seen what it waits for', async () => {
    const session = await newSession();
    const operation = await start(session.id);
    let isWaiting = false;
    answer(
      session,
      async () => {
        isWaiting = true;
        return { wakeInMs: 3_600_000 };
      },
      async () => ({ succeeded: true }),
    );
    await until(async () => isWaiting);
    await database.transaction(transaction =>
      operations.wake(operation, transaction),
    );
    expect(await ended(operation.id)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('R11.3: carries an accepted operation on until its handler says that it succeeded', async () => {
    const session = await newSession();
    const accepted = await start(session.id);
    expect(accepted).toMatchObject({ status: 'RUNNING', attempt: 1 });
    expect((await bed.store.get(session.id)).status).toBe('INSTALLING_AGENTS');
    answer(session, async () => ({ succeeded: true }));
    expect(await ended(accepted.id)).toMatchObject({
      status: 'SUCCEEDED',
      steps: [{ name: 'CHECK_SSM', status: 'IN_PROGRESS' }],
    });
    expect((await bed.store.get(session.id)).status).toBe('AGENTS_INSTALLED');
    expect(await events(session.id)).toMatchObject([
      { action: 'install-agents.requested', outcome: 'REQUESTED' },
      { action: 'install-agents.succeeded', outcome: 'SUCCEEDED' },
    ]);
    expect(bed.published).toContainEqual({
      type: 'failover-session',
      id: session.id,
    });
  });

  it('refuses a second operation while one runs, and names the one that does', async () => {
    const session = await newSession();
    const first = await start(session.id);
    await expect(start(session.id)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(first.id),
    });
  });

  it('accepts one of several callers at the same time', async () => {
    const session = await newSession();
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => start(session.id)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
    expect(
      results.flatMap(result =>
        result.status === 'rejected' ? result.reason.name : [],
      ),
    ).toEqual(Array(5).fill('ConflictError'));
  });

  it('R12.1, R12.5: a failure is logged with its ids, kept with the session, and tells the owner', async () => {
    const session = await newSession();
    const accepted = await start(session.id);
    answer(session, async () => ({ failed: ERROR }));
    const operation = await ended(accepted.id);
    const kept = {
      ...ERROR,
      correlationId: accepted.correlationId,
      operationId: accepted.id,
    };
    expect(operation).toMatchObject({ status: 'FAILED', error: kept });
    expect(await bed.store.get(session.id)).toMatchObject({
      status: 'INSTALLING_AGENTS',
      lastError: kept,
    });
    expect(bed.delivered).toEqual([
      expect.objectContaining({
        event: 'operation-failed',
        operation: 'install-agents',
        sessionId: session.id,
        operationId: accepted.id,
        correlationId: accepted.correlationId,
        error: kept,
      }),
    ]);
    expect(bed.notified).toEqual([
      expect.objectContaining({
        title: expect.stringContaining(ERROR.message),
      }),
    ]);
  });

  it('R12.6: a retry is a new attempt with the same correlation id, and is logged; success clears the error', async () => {
    const session = await newSession();
    const first = await start(session.id);
    answer(session, async () => ({ failed: ERROR }));
    await ended(first.id);

    const second = await start(session.id);
    expect(second).toMatchObject({
      attempt: 2,
      correlationId: first.correlationId,
    });
    expect(second.id).not.toBe(first.id);
    expect(bed.delivered).toContainEqual({
      event: 'operation-retried',
      operation: 'install-agents',
      sessionId: session.id,
      operationId: second.id,
      correlationId: first.correlationId,
      attempt: 2,
    });
    answer(session, async () => ({ succeeded: true }));
    await ended(second.id);
    expect((await bed.store.get(session.id)).lastError).toBeUndefined();
    expect(await events(session.id)).toMatchObject(
      [
        { action: 'install-agents.requested', outcome: 'REQUESTED' },
        { action: 'install-agents.failed', outcome: 'FAILED' },
        { action: 'install-agents.requested', outcome: 'RETRIED' },
        { action: 'install-agents.succeeded', outcome: 'SUCCEEDED' },
      ].map(event => ({ ...event, correlation_id: first.correlationId })),
    );
  });

  const failure = (retryable: boolean) =>
    new AwsOperationError({
      service: 'drs',
      operation: 'DescribeSourceServers',
      code: retryable ? 'ThrottlingException' : 'AccessDeniedException',
      reason: retryable ? 'Rate exceeded' : 'You may not',
      requestId: 'request-1',
      accountId: '111122223333',
      region: 'us-east-1',
      retryable,
      outcomeUnknown: false,
    });

  it("R12.5: AWS's refusal fails the operation in AWS's own words", async () => {
    const session = await newSession();
    const accepted = await start(session.id);
    answer(session, async () => {
      throw failure(false);
    });
    expect(await ended(accepted.id)).toMatchObject({
      status: 'FAILED',
      error: {
        code: 'AccessDeniedException',
        reason: 'You may not',
        awsRequestId: 'request-1',
      },
    });
  });

  it('is not failed by an error that passes, and tells it for as long as it is in the way', async () => {
    const session = await newSession();
    const accepted = await start(session.id);
    answer(session, async () => {
      throw failure(true);
    });
    await until(async () => {
      const { error } = await operations.get(accepted.id);
      return error?.reason === 'Rate exceeded';
    });
    expect(await operations.get(accepted.id)).toMatchObject({
      status: 'RUNNING',
      error: { remedy: expect.stringContaining('tried again by itself') },
    });
    await until(async () => {
      const { error, status } = await operations.get(accepted.id);
      return status === 'RUNNING' && error === undefined;
    });
    answer(session, async () => ({ succeeded: true }));
    const { status, error } = await ended(accepted.id);
    expect({ status, error }).toEqual({
      status: 'SUCCEEDED',
      error: undefined,
    });
  });

  it('refuses what the state of the session does not allow, and says why', async () => {
    const session = await newSession();
    operations.register({
      kind: 'execute-failback',
      reconcile: async () => ({ succeeded: true }),
    });
    await expect(
      operations.start({
        sessionId: session.id,
        kind: 'execute-failback',
        input: { mode: 'RECOVERY' },
        principal: 'user:default/operator',
      }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(/comes later.*FAILOVER_COMPLETE/),
    });
    expect(
      await database('audit_events').where({
        session_id: session.id,
        outcome: 'REFUSED',
      }),
    ).toMatchObject([
      {
        action: 'execute-failback.refused',
        outcome: 'REFUSED',
        actor: 'user:default/operator',
        message: expect.stringMatching(/comes later/),
      },
    ]);
  });
});
