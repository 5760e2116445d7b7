import {
  LAUNCH_SETTINGS_FIELDS,
  type LaunchSettings,
} from '@internal/plugin-disaster-recovery-common';

/** Lays settings over each other, the last on top; a field that is absent lets the one below show. */
export function mergeLaunchSettings(
  ...layers: (LaunchSettings | undefined)[]
): LaunchSettings {
  return Object.fromEntries(
    LAUNCH_SETTINGS_FIELDS.flatMap(field => {
      const value = layers.findLast(layer => layer?.[field] !== undefined)?.[
        field
      ];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}
