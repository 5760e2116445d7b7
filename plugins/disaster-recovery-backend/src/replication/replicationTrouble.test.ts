import { deriveReplicationState } from './deriveReplicationState';
import {
  recoveryInstance,
  reversedServer,
} from './__testUtils__/anyReplication';

const options = {
  readyLagSeconds: 60,
  hasSnapshot: true,
  at: new Date('2026-11-23T10:00:00.000Z'),
};

const DRS_ERRORS = [
  'AGENT_NOT_SEEN',
  'SNAPSHOTS_FAILURE',
  'NOT_CONVERGING',
  'UNSTABLE_NETWORK',
  'FAILED_TO_CREATE_SECURITY_GROUP',
  'FAILED_TO_LAUNCH_REPLICATION_SERVER',
  'FAILED_TO_BOOT_REPLICATION_SERVER',
  'FAILED_TO_AUTHENTICATE_WITH_SERVICE',
  'FAILED_TO_DOWNLOAD_REPLICATION_SOFTWARE',
  'FAILED_TO_CREATE_STAGING_DISKS',
  'FAILED_TO_ATTACH_STAGING_DISKS',
  'FAILED_TO_PAIR_REPLICATION_SERVER_WITH_AGENT',
  'FAILED_TO_CONNECT_AGENT_TO_REPLICATION_SERVER',
  'FAILED_TO_START_DATA_TRANSFER',
];

describe('replicationTrouble', () => {
  it.each(DRS_ERRORS)(
    'R12.4: %s comes with the DRS error message, what it means and what to do',
    code => {
      const { state, error } = deriveReplicationState(
        reversedServer({
          state: 'STALLED',
          error: { code, rawError: 'Subnet subnet-0 does not exist' },
        }),
        recoveryInstance(),
        options,
      );
      expect(state).toBe('ERROR');
      expect(error).toMatchObject({
        code,
        service: 'drs',
        reason: `${code}: Subnet subnet-0 does not exist`,
        resourceIds: ['i-0123456789abcdef0', 's-00000000000000001'],
      });
      expect(error?.message).toMatch(/^Replication of db-1 does not go on: /);
      // A code that the table does not know would be repeated as its own meaning.
      expect(error?.message).not.toContain(code);
      expect(error?.remedy).toMatch(/\w{4,}.*\.$/);
    },
  );

  it('R12.4: an error that nobody has heard of is still said', () => {
    const { error } = deriveReplicationState(
      reversedServer({ state: 'STALLED', error: { code: 'NEW_KIND' } }),
      recoveryInstance(),
      options,
    );
    expect(error?.message).toContain('NEW_KIND');
  });

  it('R12.4: what DRS says of the recovery instance counts where there is no source server', () => {
    const { state, error } = deriveReplicationState(
      undefined,
      recoveryInstance({
        replication: {
          ...recoveryInstance().replication,
          error: { code: 'FAILED_GETTING_REPLICATION_STATE' },
        },
      }),
      options,
    );
    expect(state).toBe('ERROR');
    expect(error).toMatchObject({
      code: 'FAILED_GETTING_REPLICATION_STATE',
      operation: 'DescribeRecoveryInstances',
    });
  });
});
