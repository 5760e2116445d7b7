import {
  DeleteSourceServerCommand,
  DisconnectRecoveryInstanceCommand,
  DisconnectSourceServerCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
import {
  byHostname,
  completedJob,
  launch,
  recoveryInstanceOf,
  serverOf,
} from './__testUtils__/life';
import { TestAws } from './__testUtils__/TestAws';

const RECOVERY = 'us-west-2';

describe('a recovery instance whose source server was released', () => {
  let aws: TestAws;
  beforeEach(async () => {
    aws = await TestAws.start();
  });
  afterEach(() => aws.stop());

  it('is terminated by a job, as every other one', async () => {
    const drs = aws.drs(RECOVERY);
    const { sourceServerID } = (await serverOf(
      aws,
      RECOVERY,
      byHostname('orders-app-1'),
    ))!;
    const { recoveryInstanceID } = await launch(aws, RECOVERY, sourceServerID!);
    await drs.send(
      new DisconnectRecoveryInstanceCommand({ recoveryInstanceID }),
    );
    await drs.send(new DisconnectSourceServerCommand({ sourceServerID }));
    await drs.send(new DeleteSourceServerCommand({ sourceServerID }));

    const { job } = await drs.send(
      new TerminateRecoveryInstancesCommand({
        recoveryInstanceIDs: [recoveryInstanceID!],
      }),
    );

    const { participatingServers } = await completedJob(
      aws,
      RECOVERY,
      job!.jobID!,
    );
    expect(participatingServers).toMatchObject([
      { recoveryInstanceID, launchStatus: 'TERMINATED' },
    ]);
    expect(
      await recoveryInstanceOf(aws, RECOVERY, sourceServerID!),
    ).toBeUndefined();
  });
});
