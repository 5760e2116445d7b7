import type {
  MirroredField,
  ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import type { MirroredGroupInput } from '../protection-groups';
import { mirroredField } from './mirroredField';

/** What becomes of each property of a group. `leftOut` are its servers that did not fail over, or cannot be mirrored. */
export function compareGroup(
  original: ProtectionGroup,
  mirrored: MirroredGroupInput & { name: string },
  leftOut: { sourceServerId: string; hostname?: string; reason: string }[],
): MirroredField[] {
  const here = { accountId: original.accountId, region: original.region };
  const there = { accountId: mirrored.accountId, region: mirrored.region };
  const kept = (['description', 'owner', 'entityRef'] as const).flatMap(field =>
    original[field] === undefined
      ? []
      : [
          mirroredField(
            field,
            'kept',
            original[field],
            mirrored[field],
            'It says what the group is, whichever way it launches.',
          ),
        ],
  );
  return [
    mirroredField(
      'name',
      'changed',
      original.name,
      mirrored.name,
      'Names are unique; that of a mirrored group says that it is the way back.',
    ),
    ...kept,
    mirroredField(
      'region',
      'swapped',
      here,
      there,
      'The reversed source servers are in the DRS of the source region.',
    ),
    mirroredField(
      'sourceRegion',
      'swapped',
      { accountId: original.sourceAccountId, region: original.sourceRegion },
      { accountId: mirrored.sourceAccountId, region: mirrored.sourceRegion },
      'The machines run in the recovery region now.',
    ),
    mirroredField(
      'selection',
      'changed',
      original.selection,
      mirrored.selection,
      original.selection.by === 'tags'
        ? 'The reversed source servers are named by id, for they carry no tags of their own; the tags are kept on record.'
        : 'Each source server is replaced by the one that replicates the same machine back.',
    ),
    ...leftOut.map(server =>
      mirroredField(
        'server',
        'dropped',
        server.hostname
          ? `${server.hostname} (${server.sourceServerId})`
          : server.sourceServerId,
        undefined,
        server.reason,
      ),
    ),
  ];
}
