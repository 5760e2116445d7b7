import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { PortalPermissionPolicy } from './PortalPermissionPolicy';

const read = createPermission({
  name: 'disaster-recovery.session.read',
  attributes: { action: 'read' },
});
const run = createPermission({
  name: 'disaster-recovery.session.failback',
  attributes: { action: 'update' },
});
const refreshCatalog = createPermission({
  name: 'catalog.entity.refresh',
  attributes: { action: 'update' },
});

function memberOf(...groups: string[]): PolicyQueryUser {
  const userEntityRef = 'user:default/someone';
  return {
    info: {
      userEntityRef,
      ownershipEntityRefs: [userEntityRef, ...groups],
    },
  } as PolicyQueryUser;
}

const viewer = memberOf('group:default/dr-viewers');
const operator = memberOf('group:default/team-orders');

describe('PortalPermissionPolicy', () => {
  it.each([
    ['lets a viewer look', viewer, read, AuthorizeResult.ALLOW],
    ['keeps a viewer from acting', viewer, run, AuthorizeResult.DENY],
    [
      'leaves other plugins alone',
      viewer,
      refreshCatalog,
      AuthorizeResult.ALLOW,
    ],
    ['lets an operator look', operator, read, AuthorizeResult.ALLOW],
    ['lets an operator act', operator, run, AuthorizeResult.ALLOW],
  ])('%s', async (_title, user, permission, result) => {
    await expect(
      new PortalPermissionPolicy().handle({ permission }, user),
    ).resolves.toEqual({ result });
  });
});
