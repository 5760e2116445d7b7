import { EC2Client, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import {
  DATABASE_1,
  DATABASE_2,
  ORIGIN,
  groupPortal,
} from './__testUtils__/groupPortal';

describe('the origin half of a Protection Group', () => {
  const groups = groupPortal();

  it('keeps a good capture when the original machine is gone, and says so', async () => {
    const group = await groups.create([DATABASE_1, DATABASE_2]);
    const before = group.servers.find(
      server => server.originInstanceId === DATABASE_1,
    );
    const ec2 = new EC2Client({
      endpoint: groups.portal.aws.url,
      region: ORIGIN.region,
      credentials: {
        accessKeyId: 'AKIADEMOORDERS000001',
        secretAccessKey: 'none',
      },
    });
    await ec2.send(
      new TerminateInstancesCommand({ InstanceIds: [DATABASE_1] }),
    );
    ec2.destroy();
    groups.portal.aws.simulator.advance(600);

    const after = await groups.client.captureOrigin(group.id);
    const [gone, there] = [DATABASE_1, DATABASE_2].map(id =>
      after.servers.find(server => server.originInstanceId === id),
    );
    expect(gone?.captured).toEqual(before?.captured);
    expect(gone?.captureError).toMatchObject({
      code: 'ORIGIN_INSTANCE_NOT_FOUND',
      message: expect.stringContaining(DATABASE_1),
    });
    expect(there?.captureError).toBeUndefined();
  });

  it('keeps good captures when the source region does not answer', async () => {
    const group = await groups.create([DATABASE_1]);
    groups.portal.aws.simulator.faults.add({
      kind: 'error',
      match: { operation: 'DescribeInstances', region: ORIGIN.region },
      code: 'UnauthorizedOperation',
      message: 'not now',
    });
    const after = await groups.client.captureOrigin(group.id);
    expect(after.servers[0].captured).toEqual(group.servers[0].captured);
    expect(after.servers[0].captureError).toMatchObject({
      code: 'UnauthorizedOperation',
      service: 'ec2',
      reason: 'not now',
      awsRequestId: expect.any(String),
    });
    groups.portal.aws.simulator.faults.clear();
    const again = await groups.client.captureOrigin(group.id);
    expect(again.servers[0].captureError).toBeUndefined();
  });
});
