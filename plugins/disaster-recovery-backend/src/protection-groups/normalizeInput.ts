import { InputError } from '@backstage/errors';
import type {
  LaunchConfigOverrides,
  ProtectionGroupInput,
} from '@internal/plugin-disaster-recovery-common';

/** A group as it is written, with what may be left out filled in. */
export type GroupDraft = Omit<
  ProtectionGroupInput,
  'sourceAccountId' | 'serverOverrides'
> & {
  sourceAccountId: string;
  serverOverrides: Record<string, LaunchConfigOverrides>;
};

function checkAddresses(draft: GroupDraft) {
  for (const half of ['recovery', 'origin'] as const) {
    const overrides = Object.entries(draft.serverOverrides);
    const addresses = overrides.flatMap(
      ([, override]) => override[half]?.staticPrivateIp ?? [],
    );
    const twice = addresses.find(
      (address, index) => addresses.indexOf(address) !== index,
    );
    if (twice) {
      throw new InputError(`Two servers cannot both have the address ${twice}`);
    }
    const { selection } = draft;
    const single =
      selection.by === 'ids' && selection.sourceServerIds.length === 1;
    if (draft.launchConfig[half].staticPrivateIp && !single) {
      throw new InputError(
        'A static private address belongs to one server: set it for that server, not for the group',
      );
    }
  }
}

/**
 * Puts the input for a group in order: name trimmed, ids once each, the source account filled in.
 *
 * @throws InputError that says what is wrong
 */
export function normalizeInput(input: ProtectionGroupInput): GroupDraft {
  const name = input.name.trim();
  if (name.length < 1 || name.length > 64) {
    throw new InputError('A name has 1 to 64 characters');
  }
  const { selection } = input;
  if (selection.by === 'tags' && Object.keys(selection.tags).length === 0) {
    throw new InputError(
      'A group that chooses by tags needs at least one tag: without any it would take every server',
    );
  }
  const serverOverrides = input.serverOverrides ?? {};
  if (selection.by === 'ids') {
    const strangers = Object.keys(serverOverrides).filter(
      id => !selection.sourceServerIds.includes(id),
    );
    if (strangers.length > 0) {
      throw new InputError(
        `There are launch settings for servers that are not in the group: ${strangers.join(
          ', ',
        )}`,
      );
    }
  }
  const draft: GroupDraft = {
    name,
    description: input.description,
    owner: input.owner,
    entityRef: input.entityRef,
    accountId: input.accountId,
    region: input.region,
    sourceRegion: input.sourceRegion,
    launchConfig: input.launchConfig,
    sourceAccountId: input.sourceAccountId ?? input.accountId,
    selection:
      selection.by === 'ids'
        ? {
            by: 'ids',
            sourceServerIds: [...new Set(selection.sourceServerIds)],
          }
        : selection,
    serverOverrides,
  };
  checkAddresses(draft);
  return draft;
}
