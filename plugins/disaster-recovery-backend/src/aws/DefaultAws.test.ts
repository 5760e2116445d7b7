import { RECOVERY, simulatedAws } from './__testUtils__/simulatedAws';

describe('DefaultAws', () => {
  const simulated = simulatedAws();

  it('assumes roles in other accounts, at the endpoint of AWS_ENDPOINT_URL_STS', async () => {
    const aws = simulated.awsWith([
      { accountId: '444455556666', roleName: 'portal' },
    ]);
    const servers = await aws
      .in({ accountId: '444455556666', region: 'us-west-2' })
      .drs.listSourceServers();
    expect(servers.map(server => server.tags.Application)).toEqual([
      'billing',
      'billing',
    ]);
  });

  it('makes log group and stream when they are missing, and appends to them', async () => {
    const put = (message: string) =>
      simulated.aws
        .in(RECOVERY)
        .logs.put('disaster-recovery', 'portal', [{ at: new Date(), message }]);
    await put('one');
    await put('two');
    expect(simulated.aws.calls.snapshot()).toEqual({
      'logs:CreateLogGroup': 1,
      'logs:CreateLogStream': 2,
      'logs:PutLogEvents': 3,
    });
    const written = simulated.simulator.trace
      .entries()
      .filter(
        line => line.operation === 'PutLogEvents' && line.error === undefined,
      );
    expect(written.map(line => line.request)).toMatchObject([
      { logEvents: [{ message: 'one' }] },
      { logEvents: [{ message: 'two' }] },
    ]);
  });
});
