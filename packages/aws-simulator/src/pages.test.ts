import {
  DescribeSourceServersCommand,
  paginateDescribeSourceServers,
} from '@aws-sdk/client-drs';
import { paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { paginateDescribeInstanceInformation } from '@aws-sdk/client-ssm';
import { TestAws } from './__testUtils__/TestAws';

describe('pages', () => {
  let aws: TestAws;
  beforeAll(async () => {
    aws = await TestAws.start({ estate: 'large:130' });
  });
  afterAll(() => aws.stop());

  it('are of a modest size unless asked for, and hold everything once', async () => {
    const client = aws.drs('us-west-2');
    const sizes: number[] = [];
    const ids = new Set<string>();
    for await (const page of paginateDescribeSourceServers({ client }, {})) {
      sizes.push(page.items!.length);
      page.items!.forEach(item => ids.add(item.sourceServerID!));
    }
    expect(sizes).toEqual([50, 50, 30]);
    expect(ids.size).toBe(130);
    const all = await client.send(
      new DescribeSourceServersCommand({ maxResults: 200 }),
    );
    expect(all.items).toHaveLength(130);
    expect(all.nextToken).toBeUndefined();
  });

  it('go on where they were when items before are gone', async () => {
    const client = aws.drs('us-west-2');
    const first = await client.send(
      new DescribeSourceServersCommand({ maxResults: 10 }),
    );
    const { sourceServers } = aws.simulator.world.region(
      '111122223333',
      'us-west-2',
    ).drs;
    const [gone] = Object.keys(sourceServers);
    const kept = sourceServers[gone];
    delete sourceServers[gone];
    const second = await client.send(
      new DescribeSourceServersCommand({
        maxResults: 10,
        nextToken: first.nextToken,
      }),
    );
    expect(second.items![0].sourceServerID).toBe(
      `s-0${(11).toString(16).padStart(16, '0')}`,
    );
    aws.simulator.world.region('111122223333', 'us-west-2').drs.sourceServers =
      {
        [gone]: kept,
        ...sourceServers,
      };
  });

  it('refuse tokens of other questions, and made-up ones', async () => {
    const client = aws.drs('us-west-2');
    const { nextToken } = await client.send(
      new DescribeSourceServersCommand({ maxResults: 10 }),
    );
    const elsewhere = { sourceServerIDs: ['s-00000000000000001'] };
    for (const input of [
      { nextToken, filters: elsewhere },
      { nextToken: 'made-up' },
    ]) {
      await expect(
        client.send(new DescribeSourceServersCommand(input)),
      ).rejects.toMatchObject({ name: 'ValidationException' });
    }
  });

  it('work in EC2 and SSM', async () => {
    let instances = 0;
    for await (const page of paginateDescribeInstances(
      { client: aws.ec2('us-east-1'), pageSize: 60 },
      {},
    )) {
      instances += page.Reservations!.length;
    }
    expect(instances).toBe(130);
    const sizes: number[] = [];
    for await (const page of paginateDescribeInstanceInformation(
      { client: aws.ssm('us-east-1'), pageSize: 50 },
      {},
    )) {
      sizes.push(page.InstanceInformationList!.length);
    }
    expect(sizes).toEqual([50, 50, 30]);
  });

  it('are quick with thousands of servers', async () => {
    aws.simulator.reset({ estate: 'large:3000' });
    const client = aws.drs('us-west-2');
    const began = performance.now();
    let found = 0;
    for await (const page of paginateDescribeSourceServers(
      { client, pageSize: 200 },
      {},
    )) {
      found += page.items!.length;
    }
    expect(found).toBe(3000);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
