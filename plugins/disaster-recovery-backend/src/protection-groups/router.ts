import {
  type ProtectionGroup,
  protectionGroupApplyLaunchSettingsPermission,
  protectionGroupCaptureOriginPermission,
  protectionGroupCreatePermission,
  protectionGroupDeletePermission,
  type ProtectionGroupInput,
  protectionGroupReadPermission,
  protectionGroupUpdatePermission,
  sourceServerReadPermission,
  type SourceServerQuery,
} from '@internal/plugin-disaster-recovery-common';
import type { Router } from 'express';
import type { Dependencies } from '../dependencies';
import type { AccessFacts } from '../permissions';
import type { DefaultProtectionGroups } from './DefaultProtectionGroups';
import { ProtectedServerStore } from './ProtectedServerStore';
import { SourceServerList } from './SourceServerList';

/** What permission rules look at in a group. */
export function groupFacts(
  group: Pick<
    ProtectionGroup,
    'id' | 'owner' | 'accountId' | 'region' | 'sourceRegion'
  >,
): AccessFacts {
  return {
    id: group.id,
    owner: group.owner,
    accountId: group.accountId,
    regions: [group.region, group.sourceRegion],
  };
}

/** Routes of Protection Groups, and of the source servers that they choose from. */
export function addProtectionGroupRoutes(
  router: Router,
  dependencies: Pick<Dependencies, 'access' | 'audit' | 'aws' | 'database'> & {
    groups: DefaultProtectionGroups;
  },
): void {
  const { access, audit, aws, database, groups } = dependencies;
  const sourceServers = new SourceServerList(aws, new ProtectedServerStore());

  router.get('/protection-groups', async (req, res) => {
    const { narrow } = await access.filter(req, protectionGroupReadPermission, {
      id: 'protection_groups.id',
      owner: 'protection_groups.owner',
      accountId: 'protection_groups.account_id',
      regions: ['protection_groups.region', 'protection_groups.source_region'],
    });
    res.json(await groups.list(req.query, narrow));
  });

  router.post('/protection-groups', async (req, res) => {
    const { principal } = await access.require(
      req,
      protectionGroupCreatePermission,
    );
    res.status(201).json(await groups.create(req.body, principal));
  });

  router.get('/protection-groups/:id', async (req, res) => {
    const { id } = req.params;
    const group = await groups.get(id);
    await access.requireOn(
      req,
      protectionGroupReadPermission,
      groupFacts(group),
    );
    const [fresh] = await groups.getFresh([id]);
    res.json(fresh ?? group);
  });

  router.put('/protection-groups/:id', async (req, res) => {
    const before = await groups.get(req.params.id);
    const { owner, accountId, region, sourceRegion }: ProtectionGroupInput =
      req.body;
    await access.requireOn(
      req,
      protectionGroupUpdatePermission,
      groupFacts(before),
    );
    // A group can be moved only to where its mover could have changed it.
    const { principal } = await access.requireOn(
      req,
      protectionGroupUpdatePermission,
      groupFacts({ id: before.id, owner, accountId, region, sourceRegion }),
    );
    res.json(await groups.update(before.id, req.body, principal));
  });

  router.delete('/protection-groups/:id', async (req, res) => {
    const { principal } = await access.requireOn(
      req,
      protectionGroupDeletePermission,
      groupFacts(await groups.get(req.params.id)),
    );
    await groups.delete(req.params.id, principal);
    res.status(204).end();
  });

  router.post('/protection-groups/:id/capture-origin', async (req, res) => {
    const { id } = req.params;
    const { principal } = await access.requireOn(
      req,
      protectionGroupCaptureOriginPermission,
      groupFacts(await groups.get(id)),
    );
    await groups.captureOrigin(id);
    const group = await groups.get(id);
    const missed = group.servers.filter(server => server.captureError).length;
    await audit.record(database, {
      actor: principal,
      action: 'protection-group.capture-origin',
      outcome: missed === 0 ? 'SUCCEEDED' : 'FAILED',
      resourceType: 'protection-group',
      resourceId: id,
      message: `The origin of ${group.serverCount - missed} of ${
        group.serverCount
      } servers was captured`,
    });
    res.json(group);
  });

  router.post(
    '/protection-groups/:id/apply-launch-settings',
    async (req, res) => {
      const { id } = req.params;
      const { principal } = await access.requireOn(
        req,
        protectionGroupApplyLaunchSettingsPermission,
        groupFacts(await groups.get(id)),
      );
      const results = await groups.applyLaunchSettings(id);
      const failed = results.filter(result => !result.applied);
      await audit.record(database, {
        actor: principal,
        action: 'protection-group.apply-launch-settings',
        outcome: failed.length === 0 ? 'SUCCEEDED' : 'FAILED',
        resourceType: 'protection-group',
        resourceId: id,
        message: `The launch settings of ${results.length - failed.length} of ${
          results.length
        } servers hold now`,
        error: failed[0]?.details,
        details: { failed },
      });
      res.json(await groups.get(id));
    },
  );

  router.get('/source-servers', async (req, res) => {
    await access.require(req, sourceServerReadPermission);
    const query = req.query as unknown as SourceServerQuery;
    res.json(await sourceServers.page(database, query));
  });
}
