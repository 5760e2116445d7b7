import { useCallback } from 'react';
import { fieldValue } from '../session/configuration/fieldValue';
import { useWords } from '../useWords';

/** Values that DRS has its own words for. */
const NAMED = ['NONE', 'BASIC', 'IN_AWS', 'STARTED', 'STOPPED'] as const;

/** Writes a value of the launch settings as text. */
export function useLaunchValue() {
  const t = useWords();
  return useCallback(
    (value: unknown) => {
      const named = NAMED.find(name => name === value);
      return named
        ? t(`launch.${named}`)
        : fieldValue(value, {
            yes: t('launch.yes'),
            no: t('launch.no'),
            none: t('common.none'),
          });
    },
    [t],
  );
}
