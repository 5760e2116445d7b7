import { operation, ordering, paging, pathId, query } from '../describe';

const tag = 'Protection Groups';
const base = 'disaster-recovery.protection-group';

/** The paths of Protection Groups and of the source servers that they choose from. */
export const protectionGroupPaths = {
  '/protection-groups': {
    get: operation({
      operationId: 'listProtectionGroups',
      summary: 'Protection Groups, a page at a time',
      tag,
      permission: `${base}.read`,
      parameters: [
        query('text', { type: 'string', maxLength: 200 }),
        query('accountId', { type: 'string', maxLength: 300 }),
        query('region', { type: 'string', maxLength: 300 }),
        query('owner', { type: 'string', maxLength: 300 }),
        query('entityRef', { type: 'string', maxLength: 300 }),
        query('includeMirrored', { type: 'boolean', default: false }),
        ...ordering(['name', 'updatedAt'], 'name'),
        ...paging,
      ],
      answer: 'ProtectionGroupPage',
    }),
    post: operation({
      operationId: 'createProtectionGroup',
      summary: 'Creates a group, and captures the origin half of its servers',
      tag,
      permission: `${base}.create`,
      body: 'ProtectionGroupInput',
      status: 201,
      answer: 'ProtectionGroup',
    }),
  },
  '/protection-groups/{id}': {
    get: operation({
      operationId: 'getProtectionGroup',
      summary: 'One group, with its servers',
      tag,
      permission: `${base}.read`,
      parameters: [pathId],
      answer: 'ProtectionGroup',
    }),
    put: operation({
      operationId: 'updateProtectionGroup',
      summary:
        'Replaces a group, if its version is still the one that was read',
      tag,
      permission: `${base}.update`,
      parameters: [pathId],
      body: 'ProtectionGroupUpdate',
      answer: 'ProtectionGroup',
    }),
    delete: operation({
      operationId: 'deleteProtectionGroup',
      summary: 'Deletes a group that no plan uses',
      tag,
      permission: `${base}.delete`,
      parameters: [pathId],
      status: 204,
    }),
  },
  '/protection-groups/{id}/capture-origin': {
    post: operation({
      operationId: 'captureOrigin',
      summary: 'Captures now how the original machines run',
      tag,
      permission: `${base}.capture-origin`,
      parameters: [pathId],
      body: 'Nothing',
      answer: 'ProtectionGroup',
    }),
  },
  '/protection-groups/{id}/apply-launch-settings': {
    post: operation({
      operationId: 'applyLaunchSettings',
      summary: 'Writes the launch settings to DRS and EC2, where they differ',
      tag,
      permission: `${base}.apply-launch-settings`,
      parameters: [pathId],
      body: 'Nothing',
      answer: 'ProtectionGroup',
    }),
  },
  '/source-servers': {
    get: operation({
      operationId: 'listSourceServers',
      asksAws: true,
      summary: 'DRS source servers to choose from, and which group has each',
      tag,
      permission: 'disaster-recovery.source-server.read',
      parameters: [
        query(
          'accountId',
          { type: 'string', pattern: '^\\d{12}$' },
          undefined,
          true,
        ),
        query(
          'region',
          { type: 'string', pattern: '^[a-z]{2}(-[a-z]+)+-\\d$' },
          undefined,
          true,
        ),
        query('text', { type: 'string', maxLength: 200 }),
        {
          ...query(
            'tag',
            {
              type: 'array',
              maxItems: 50,
              items: { type: 'string', pattern: '^[^=]+=.*$' },
            },
            'key=value; all must match',
          ),
          style: 'form',
          explode: true,
        },
        ...paging,
      ],
      answer: 'AvailableSourceServerPage',
    }),
  },
};
