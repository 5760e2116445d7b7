import {
  protectionGroupInputSchema,
  type ProtectionGroup,
  type ProtectionGroupInput,
} from '@internal/plugin-disaster-recovery-common';
import type { Problems } from '../../forms';
import {
  fromLaunchFields,
  fromOverrideFields,
  toConfigFields,
  type ConfigFields,
} from './launchFields';

/** A Protection Group as typed. */
export interface GroupFields {
  name: string;
  description: string;
  owner: string;
  entityRef: string;
  accountId: string;
  region: string;
  sourceAccountId: string;
  sourceRegion: string;
  by: 'tags' | 'ids';
  tags: { key: string; value: string }[];
  sourceServerIds: string[];
  launchConfig: ConfigFields;
  serverOverrides: Record<string, ConfigFields>;
}

/** Fields of plain text. */
export type GroupTextField =
  | 'name'
  | 'description'
  | 'owner'
  | 'entityRef'
  | 'accountId'
  | 'region'
  | 'sourceAccountId'
  | 'sourceRegion';

/** A group as the form shows it; without one, an empty form. */
export function toGroupFields(group?: ProtectionGroup): GroupFields {
  const selection = group?.selection;
  return {
    name: group?.name ?? '',
    description: group?.description ?? '',
    owner: group?.owner ?? '',
    entityRef: group?.entityRef ?? '',
    accountId: group?.accountId ?? '',
    region: group?.region ?? '',
    sourceAccountId:
      group && group.sourceAccountId !== group.accountId
        ? group.sourceAccountId
        : '',
    sourceRegion: group?.sourceRegion ?? '',
    by: selection?.by ?? 'tags',
    tags:
      selection?.by === 'tags'
        ? Object.entries(selection.tags).map(([key, value]) => ({ key, value }))
        : [{ key: '', value: '' }],
    sourceServerIds: group?.servers.map(server => server.sourceServerId) ?? [],
    launchConfig: toConfigFields(group?.launchConfig ?? {}),
    serverOverrides: Object.fromEntries(
      Object.entries(group?.serverOverrides ?? {}).map(([id, overrides]) => [
        id,
        toConfigFields(overrides),
      ]),
    ),
  };
}

/** The tags that were typed, without empty lines. */
export function typedTags(fields: GroupFields): Record<string, string> {
  return Object.fromEntries(
    fields.tags
      .filter(tag => tag.key.trim() !== '')
      .map(tag => [tag.key.trim(), tag.value.trim()]),
  );
}

function pathOf(path: PropertyKey[]): string {
  const [first, ...rest] = path.map(String);
  if (first === 'selection') {
    return first;
  }
  // A list is one field.
  return [first, ...rest.filter(part => !/^\d+$/.test(part))].join('.');
}

/** What was typed as the API wants it, or which fields it would refuse. */
export function parseGroupFields(
  fields: GroupFields,
): { input: ProtectionGroupInput } | { problems: Problems } {
  const text = (field: GroupTextField) => fields[field].trim() || undefined;
  const tags = typedTags(fields);
  const chosen = new Set(fields.sourceServerIds);
  const overrides = Object.entries(fields.serverOverrides)
    .filter(([id]) => fields.by === 'tags' || chosen.has(id))
    .map(([id, typed]) => [id, fromOverrideFields(typed)] as const)
    .filter(([, override]) => Object.keys(override).length > 0);
  const parsed = protectionGroupInputSchema.safeParse({
    name: fields.name.trim(),
    description: text('description'),
    owner: text('owner'),
    entityRef: text('entityRef'),
    accountId: fields.accountId.trim(),
    region: fields.region.trim(),
    sourceAccountId: text('sourceAccountId'),
    sourceRegion: fields.sourceRegion.trim(),
    selection:
      fields.by === 'tags'
        ? { by: 'tags', tags }
        : { by: 'ids', sourceServerIds: fields.sourceServerIds },
    launchConfig: {
      recovery: fromLaunchFields(fields.launchConfig.recovery),
      origin: fromLaunchFields(fields.launchConfig.origin),
    },
    serverOverrides: Object.fromEntries(overrides),
  });
  const problems = new Set(
    parsed.error?.issues.map(issue => pathOf(issue.path)),
  );
  if (fields.by === 'tags' && Object.keys(tags).length === 0) {
    problems.add('selection');
  }
  return parsed.success && problems.size === 0
    ? { input: parsed.data }
    : { problems };
}
