import { isDeepStrictEqual } from 'node:util';
import {
  LAUNCH_SETTINGS_FIELDS,
  type LaunchSettings,
  type MirroredField,
} from '@internal/plugin-disaster-recovery-common';
import { mirroredField } from './mirroredField';
import type { MirroredServer } from './mirrorGroup';

const SOURCE_REGION_FIELDS: ReadonlySet<keyof LaunchSettings> = new Set([
  'subnetId',
  'securityGroupIds',
  'instanceProfileArn',
  'instanceType',
  'staticPrivateIp',
] as const);

function compareSetting(
  field: keyof LaunchSettings,
  server: MirroredServer,
  regions: { source: string; recovery: string },
): MirroredField | undefined {
  const recovery = server.original.effective.recovery[field];
  const origin = server.original.effective.origin[field];
  const mirrored = server.mirrored.recovery[field];
  if (recovery === undefined && mirrored === undefined) {
    return undefined;
  }
  if (mirrored === undefined) {
    return mirroredField(
      field,
      'dropped',
      recovery,
      undefined,
      SOURCE_REGION_FIELDS.has(field)
        ? `It belongs to ${regions.recovery}, and the original machine in ${regions.source} had none.`
        : `It holds in ${regions.recovery} only, and nothing says how it was in ${regions.source}.`,
    );
  }
  if (isDeepStrictEqual(recovery, mirrored)) {
    return mirroredField(
      field,
      'kept',
      recovery,
      mirrored,
      origin === undefined
        ? 'It says how to launch, and holds in both directions.'
        : 'It is the same in both regions.',
    );
  }
  if (origin !== undefined) {
    const capturedAt = server.original.captured?.capturedAt;
    const isCaptured = isDeepStrictEqual(
      server.original.captured?.settings[field],
      origin,
    );
    return mirroredField(
      field,
      'swapped',
      recovery,
      mirrored,
      isCaptured
        ? `As the original machine ran in ${regions.source}, captured at ${capturedAt}.`
        : `As the Protection Group states it for ${regions.source}.`,
    );
  }
  return mirroredField(
    field,
    'changed',
    recovery,
    mirrored,
    field === 'rightSizingMethod'
      ? "The original instance type is to be launched, and only NONE honors the launch template's type."
      : 'The original machine has a private address of its own.',
  );
}

/** What becomes of each launch setting when one server is launched on its way back. */
export function compareServer(
  server: MirroredServer,
  regions: { source: string; recovery: string },
): MirroredField[] {
  return LAUNCH_SETTINGS_FIELDS.flatMap(
    field => compareSetting(field, server, regions) ?? [],
  );
}
