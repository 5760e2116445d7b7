import type { CommandInvocation } from '@aws-sdk/client-ssm';
import { batchLogEntries } from './batchLogEntries';
import { backoffMs, failureKind } from './callPolicy';
import {
  changedTemplateData,
  toLaunchTemplateSettings,
} from './launchTemplate';
import { allPages } from './paging';
import { toAutomationExecution } from './toAutomationExecution';
import { toCommandInvocation } from './toCommandInvocation';
import { AwsClock } from './AwsClock';
import { toDataReplication } from './toDataReplication';
import { toRecoveryInstance } from './toRecoveryInstance';

describe('changedTemplateData', () => {
  const networkInterface = {
    DeviceIndex: 0,
    SubnetId: 'subnet-1',
    Groups: ['sg-1'],
    PrivateIpAddress: '10.0.0.4',
    AssociatePublicIpAddress: false,
  };

  it('resends all of the network interface, since a list replaces the inherited one', () => {
    const second = { DeviceIndex: 1, SubnetId: 'subnet-9' };
    expect(
      changedTemplateData(
        { NetworkInterfaces: [networkInterface, second] },
        { securityGroupIds: ['sg-2'] },
      ),
    ).toEqual({
      inherits: true,
      data: {
        NetworkInterfaces: [{ ...networkInterface, Groups: ['sg-2'] }, second],
      },
    });
  });

  it('drops an address that does not belong to the new subnet, and one that is not wanted', () => {
    for (const change of [{ subnetId: 'subnet-2' }, { clearPrivateIp: true }]) {
      const { data } = changedTemplateData(
        { NetworkInterfaces: [networkInterface] },
        change,
      );
      expect(data.NetworkInterfaces?.[0].PrivateIpAddress).toBeUndefined();
    }
  });

  it('moves security groups into the interface, where EC2 wants them once there is one', () => {
    const { data, inherits } = changedTemplateData(
      { SecurityGroupIds: ['sg-1'], ImageId: 'ami-1', InstanceType: 't3.nano' },
      { subnetId: 'subnet-1' },
    );
    expect(inherits).toBe(false);
    expect(data).toMatchObject({
      ImageId: 'ami-1',
      InstanceType: 't3.nano',
      NetworkInterfaces: [
        { DeviceIndex: 0, SubnetId: 'subnet-1', Groups: ['sg-1'] },
      ],
    });
    expect(data).not.toHaveProperty('SecurityGroupIds');
  });

  it('sends no network when only the type changes', () => {
    expect(
      changedTemplateData(
        { NetworkInterfaces: [networkInterface] },
        { instanceType: 'm5.large' },
      ).data,
    ).toEqual({ InstanceType: 'm5.large' });
  });

  it('reads back an empty template as one that says nothing', () => {
    expect(
      toLaunchTemplateSettings({ LaunchTemplateId: 'lt-1', VersionNumber: 1 }),
    ).toEqual({ launchTemplateId: 'lt-1', version: 1 });
  });
});

describe('toCommandInvocation', () => {
  const invocation: CommandInvocation = {
    CommandId: 'command-1',
    InstanceId: 'i-1',
    Status: 'Failed',
    CommandPlugins: [
      {
        Name: 'InstallWindowsAgent',
        Status: 'Success',
        ResponseCode: 0,
        Output: 'Step execution skipped due to incompatible platform.',
      },
      {
        Name: 'InstallLinuxAgent',
        Status: 'Failed',
        ResponseCode: 1,
        Output: 'abridged',
      },
    ],
  };

  it('tells what the step says that ran, unabridged when it is known', () => {
    expect(toCommandInvocation(invocation, undefined)).toMatchObject({
      responseCode: 1,
      stdout: 'abridged',
      stderr: '',
      ended: true,
      succeeded: false,
    });
    expect(
      toCommandInvocation(invocation, {
        ResponseCode: 1,
        StandardOutputContent: 'all',
        StandardErrorContent: 'of it',
      }),
    ).toMatchObject({ stdout: 'all', stderr: 'of it' });
  });

  it('has empty words for a command that said nothing', () => {
    expect(
      toCommandInvocation(
        { CommandId: 'c', InstanceId: 'i-1', Status: 'InProgress' },
        undefined,
      ),
    ).toMatchObject({ stdout: '', stderr: '', ended: false, succeeded: false });
  });
});

it.each([
  ['Success', true, true],
  ['CompletedWithSuccess', true, true],
  ['CompletedWithFailure', true, false],
  ['PendingApproval', false, false],
  ['SomethingNew', true, false],
] as const)(
  'takes automation status %s: ended %p',
  (status, ended, succeeded) => {
    expect(
      toAutomationExecution('a', {
        AutomationExecutionStatus: status as 'Success',
      }),
    ).toMatchObject({ status, ended, succeeded });
  },
);

describe('what DRS says of replication', () => {
  it('leaves out what cannot be read, and takes states that nobody has heard of', () => {
    expect(
      toDataReplication(
        {
          lagDuration: '2026-11-23T10:00:00Z',
          dataReplicationState: 'BRAND_NEW' as 'CONTINUOUS',
          replicatedDisks: [
            { totalStorageBytes: 10, replicatedStorageBytes: 4 },
            { totalStorageBytes: 5, backloggedStorageBytes: 2 },
          ],
        },
        new AwsClock(),
      ),
    ).toMatchObject({
      state: 'BRAND_NEW',
      lagSeconds: undefined,
      totalBytes: 15,
      replicatedBytes: 4,
      backlogBytes: 2,
    });
  });

  it.each([
    ['us-east-1a', 'us-east-1'],
    ['us-west-2-lax-1a', 'us-west-2'],
    ['us-gov-west-1b', 'us-gov-west-1'],
    [undefined, undefined],
  ])('reads the region of %p', (originAvailabilityZone, region) => {
    expect(
      toRecoveryInstance({ originAvailabilityZone }, new AwsClock())
        .originRegion,
    ).toBe(region);
  });
});

describe('batchLogEntries', () => {
  const at = (hours: number) => new Date(hours * 3_600_000);

  it('orders entries, and starts a new batch where AWS would refuse one', () => {
    const entries = [
      { at: at(25), message: 'late' },
      { at: at(0), message: 'first' },
      { at: at(1), message: 'second' },
    ];
    expect(
      batchLogEntries(entries).map(batch => batch.map(e => e.message)),
    ).toEqual([['first', 'second'], ['late']]);
    const large = Array.from({ length: 10 }, () => ({
      at: at(0),
      message: 'x'.repeat(400_000),
    }));
    const batches = batchLogEntries(large);
    expect(batches.flat()).toHaveLength(10);
    for (const batch of batches) {
      const bytes = batch.reduce((sum, e) => sum + e.message.length + 26, 0);
      expect(bytes).toBeLessThanOrEqual(1_048_576);
    }
    expect(batchLogEntries([])).toEqual([]);
  });
});

describe('repeating calls', () => {
  it('waits longer each time, or as long as AWS asks, and never too long', () => {
    const error = { name: 'ThrottlingException' };
    const most = () => 1;
    expect(backoffMs(1, error, most)).toBe(1000);
    expect(backoffMs(3, error, most)).toBe(4000);
    expect(backoffMs(20, error, most)).toBe(10_000);
    expect(backoffMs(1, { ...error, retryAfterSeconds: 7 }, most)).toBe(7000);
    expect(backoffMs(1, { ...error, retryAfterSeconds: 900 }, most)).toBe(
      20_000,
    );
  });

  it.each([
    [
      { name: 'RequestLimitExceeded', $metadata: { httpStatusCode: 503 } },
      'throttled',
    ],
    [{ name: 'Unavailable', $metadata: { httpStatusCode: 503 } }, 'unanswered'],
    [{ name: 'TimeoutError' }, 'unanswered'],
    [
      { name: 'ConflictException', $metadata: { httpStatusCode: 409 } },
      'refused',
    ],
    [{ name: 'CredentialsProviderError' }, 'refused'],
  ] as const)('takes %p for %s', (error, kind) => {
    expect(failureKind(error)).toBe(kind);
  });

  it('refuses pages that never end', async () => {
    await expect(
      allPages(async () => ({ items: [1], nextToken: 'same' })),
    ).rejects.toThrow('follows itself');
  });
});
