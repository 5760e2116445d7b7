import {
  DATABASE_INSTANCE,
  ORIGIN,
  simulatedAws,
} from './__testUtils__/simulatedAws';

describe('DefaultSsm', () => {
  const simulated = simulatedAws();

  it('runs a command on an instance that it manages, and finds it again by its comment', async () => {
    const ssm = simulated.aws.in(ORIGIN).ssm;
    const [managed] = await ssm.listManagedInstances([
      DATABASE_INSTANCE,
      'i-00000000000000000',
    ]);
    expect(managed).toMatchObject({
      instanceId: DATABASE_INSTANCE,
      pingStatus: 'Online',
      platform: 'LINUX',
    });
    const { commandId } = await ssm.sendCommand({
      documentName: 'AWS-RunShellScript',
      instanceIds: [DATABASE_INSTANCE],
      parameters: { commands: ['echo hello'] },
      comment: 'test/one',
      timeoutSeconds: 5,
    });
    simulated.simulator.advance(600);
    expect(await ssm.listCommandInvocations(commandId)).toMatchObject([
      {
        commandId,
        instanceId: DATABASE_INSTANCE,
        ended: true,
        succeeded: true,
      },
    ]);
    expect(
      await ssm.findCommandByComment('test/one', new Date(Date.now() - 1000)),
    ).toEqual({ commandId });
    expect(
      await ssm.findCommandByComment('test/two', new Date(0)),
    ).toBeUndefined();
  });

  it('knows documents and runs automations', async () => {
    const { ssm } = simulated.aws.in(ORIGIN);
    await expect(ssm.getDocument('No-SuchDocument')).resolves.toBeUndefined();
    await expect(ssm.getDocument('Orders-WarmCaches')).resolves.toEqual({
      name: 'Orders-WarmCaches',
      type: 'Command',
      parameters: ['Cache'],
    });
    const start = () =>
      ssm.startAutomation({
        documentName: 'Orders-SwitchDns',
        parameters: { Site: ['primary'] },
        clientToken: '0e6f7a2c-3b1d-4f60-9f5e-6f0d5f3f4a11',
      });
    const { automationExecutionId } = await start();
    await expect(start()).resolves.toEqual({ automationExecutionId });
    expect(await ssm.getAutomation(automationExecutionId)).toMatchObject({
      ended: false,
    });
    simulated.simulator.advance(600);
    expect(await ssm.getAutomation(automationExecutionId)).toMatchObject({
      status: 'Success',
      ended: true,
      succeeded: true,
    });
  });
});
