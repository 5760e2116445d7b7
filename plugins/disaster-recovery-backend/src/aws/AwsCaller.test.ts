import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { AwsOperationError } from './AwsOperationError';
import { DefaultAws } from './DefaultAws';

const TARGET = { accountId: '111122223333', region: 'us-west-2' };

type Answer = (response: ServerResponse) => void;

const refuse =
  (status: number, code: string): Answer =>
  response => {
    response.writeHead(status, {
      'x-amzn-ErrorType': code,
      'x-amzn-RequestId': 'request-1',
    });
    response.end(JSON.stringify({ message: `${code} it is` }));
  };
const answer =
  (body: unknown): Answer =>
  response => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
const hangUp: Answer = response => {
  response.socket?.destroy();
};

describe('the calls that DefaultAws makes', () => {
  let server: Server;
  let aws: DefaultAws;
  let answers: Answer[];
  let seen: string[];

  afterEach(() => {
    delete process.env.AWS_ENDPOINT_URL_STS;
  });
  beforeEach(async () => {
    answers = [];
    seen = [];
    server = createServer((request, response) => {
      seen.push(request.url ?? '');
      request.resume();
      const next = answers.length > 1 ? answers.shift() : answers[0];
      request.on('end', () => next?.(response));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    process.env.AWS_ENDPOINT_URL_STS = `http://127.0.0.1:${port}`;
    aws = DefaultAws.create({
      config: { awsEndpoint: `http://127.0.0.1:${port}` },
      credentials: DefaultAwsCredentialsManager.fromConfig(
        new ConfigReader({
          aws: {
            mainAccount: {
              accessKeyId: 'AKIAMAIN',
              secretAccessKey: 'none',
            },
            accounts: [
              {
                accountId: TARGET.accountId,
                accessKeyId: 'AKIATEST',
                secretAccessKey: 'none',
              },
            ],
          },
        }),
      ),
      logger: mockServices.logger.mock(),
    });
  });

  afterEach(async () => {
    aws.close();
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  const failureOf = async (work: Promise<unknown>) => {
    const error = await work.catch(e => e);
    expect(error).toBeInstanceOf(AwsOperationError);
    return (error as AwsOperationError).failure;
  };
  const startRecovery = () =>
    aws.in(TARGET).drs.startRecovery({
      sourceServerIds: ['s-11111111111111111'],
      isDrill: true,
    });

  it.each([
    ['throttling', refuse(429, 'ThrottlingException')],
    ['a fault of the server', refuse(500, 'InternalServerException')],
    ['a lost connection', hangUp],
  ])('repeats what is read after %s', async (_, failing) => {
    answers = [failing, answer({ items: [] })];
    await expect(aws.in(TARGET).drs.listSourceServers()).resolves.toEqual([]);
    expect(seen).toHaveLength(2);
    expect(aws.calls.count('drs:DescribeSourceServers')).toBe(2);
  });

  it('repeats what must not happen twice only where AWS turned it away', async () => {
    answers = [
      refuse(429, 'ThrottlingException'),
      answer({ job: { jobID: 'drsjob-1', status: 'PENDING' } }),
    ];
    await expect(startRecovery()).resolves.toMatchObject({ id: 'drsjob-1' });
    expect(aws.calls.snapshot()).toEqual({ 'drs:StartRecovery': 2 });
  });

  it.each([
    ['a fault of the server', refuse(500, 'InternalServerException'), 500],
    ['a lost connection', hangUp, undefined],
  ])(
    'never repeats it after %s, and says that its outcome is unknown',
    async (_, failing, httpStatus) => {
      answers = [failing];
      expect(await failureOf(startRecovery())).toMatchObject({
        httpStatus,
        retryable: true,
        outcomeUnknown: true,
      });
      expect(seen).toEqual(['/StartRecovery']);
    },
  );

  it('never repeats it after an answer that lacks its result', async () => {
    answers = [answer({})];
    const error = await startRecovery().catch(e => e);
    expect(AwsOperationError.outcomeUnknown(error)).toBe(true);
    expect(seen).toEqual(['/StartRecovery']);
  });

  it('tells a refusal in one form, with nothing left open', async () => {
    answers = [refuse(409, 'ConflictException')];
    expect(await failureOf(startRecovery())).toEqual({
      service: 'drs',
      operation: 'StartRecovery',
      code: 'ConflictException',
      reason: 'ConflictException it is',
      requestId: 'request-1',
      httpStatus: 409,
      ...TARGET,
      retryable: false,
      outcomeUnknown: false,
    });
    expect(seen).toHaveLength(1);
  });

  it('repeats a refused call when its signature was too old or too new, and for no other reason while clocks differ', async () => {
    const ahead =
      (failing: Answer): Answer =>
      response => {
        const time = new Date(Date.now() + 3_600_000);
        response.setHeader('date', time.toUTCString());
        failing(response);
      };
    const job = answer({ job: { jobID: 'drsjob-1', status: 'PENDING' } });
    answers = [ahead(refuse(403, 'RequestTimeTooSkewed')), ahead(job)];
    await expect(startRecovery()).resolves.toMatchObject({ id: 'drsjob-1' });
    answers = [ahead(refuse(409, 'ConflictException')), ahead(job)];
    expect(await failureOf(startRecovery())).toMatchObject({
      code: 'ConflictException',
    });
    expect(seen).toHaveLength(3);
  });

  it('gives up after a few attempts', async () => {
    answers = [refuse(500, 'InternalServerException')];
    const failure = await failureOf(aws.in(TARGET).drs.listSourceServers());
    expect(failure).toMatchObject({ retryable: true, outcomeUnknown: false });
    expect(seen).toHaveLength(5);
  });

  it('names the account for which the portal has no credentials', async () => {
    answers = [refuse(403, 'AccessDenied')];
    const failure = await failureOf(
      aws
        .in({ accountId: '999900001111', region: 'us-east-1' })
        .drs.startReplication('s-11111111111111111'),
    );
    expect(failure.reason).toContain('account 999900001111');
    expect(failure.outcomeUnknown).toBe(false);
    expect(seen).not.toContain('/StartReplication');
  });

  it('asks for no more than a bounded number of things at a time', async () => {
    let open = 0;
    let most = 0;
    answers = [
      response => {
        open += 1;
        most = Math.max(most, open);
        setImmediate(() => {
          open -= 1;
          answer({ sourceServerID: 's-1' })(response);
        });
      },
    ];
    const ids = Array.from({ length: 200 }, (_, index) => `s-${index}`);
    await Promise.all(
      ids.map(id => aws.in(TARGET).drs.getLaunchConfiguration(id)),
    );
    expect(seen).toHaveLength(200);
    expect(most).toBeLessThanOrEqual(8);
  });
});
