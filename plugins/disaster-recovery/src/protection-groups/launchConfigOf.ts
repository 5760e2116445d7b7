import {
  LAUNCH_SETTINGS_FIELDS,
  type LaunchSettings,
  type ProtectedServer,
  type ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';

export type LaunchField = (typeof LAUNCH_SETTINGS_FIELDS)[number];

/** Where a value comes from: the server's own settings, the group's, what was captured; or nobody has set it. */
export type ValueSource = 'server' | 'group' | 'captured' | 'none';

export interface SourcedValue {
  value: unknown;
  source: ValueSource;
}

/** A value, and the servers that have it. */
export interface SharedValue extends SourcedValue {
  servers: ProtectedServer[];
}

function firstSet(
  field: LaunchField,
  layers: [ValueSource, LaunchSettings | undefined][],
): SourcedValue {
  const layer = layers.find(([, settings]) => settings?.[field] !== undefined);
  return layer
    ? { value: layer[1]![field], source: layer[0] }
    : { value: undefined, source: 'none' };
}

/** One field of both halves as it holds for one server, and where each value comes from. */
export function launchFieldOf(
  group: Pick<ProtectionGroup, 'launchConfig'>,
  server: Pick<ProtectedServer, 'overrides' | 'captured'>,
  field: LaunchField,
): { recovery: SourcedValue; origin: SourcedValue } {
  return {
    recovery: firstSet(field, [
      ['server', server.overrides.recovery],
      ['group', group.launchConfig.recovery],
    ]),
    origin: firstSet(field, [
      ['server', server.overrides.origin],
      ['group', group.launchConfig.origin],
      ['captured', server.captured?.settings],
    ]),
  };
}

/** A field of one half for the whole group: each value with the servers that have it, the most common first. */
export function sharedValues(
  group: Pick<ProtectionGroup, 'launchConfig' | 'servers'>,
  half: 'recovery' | 'origin',
  field: LaunchField,
): SharedValue[] {
  const values = new Map<string, SharedValue>();
  for (const server of group.servers) {
    const sourced = launchFieldOf(group, server, field)[half];
    const key = JSON.stringify([sourced.value, sourced.source]);
    const known = values.get(key) ?? { ...sourced, servers: [] };
    known.servers.push(server);
    values.set(key, known);
  }
  return [...values.values()].sort(
    (a, b) => b.servers.length - a.servers.length,
  );
}
