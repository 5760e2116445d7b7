import {
  LAUNCH_SETTINGS_FIELDS,
  serverSelectionSchema,
  waveActionSchema,
  type MirrorReport,
} from '@internal/plugin-disaster-recovery-common';
import { sessionMessages } from '../../messages/session';
import { tagWords } from '../../protection-groups/tagWords';
import type { Words } from '../../useWords';
import { fieldValue } from './fieldValue';

const NAMED_FIELDS = Object.keys(
  sessionMessages.configuration.fields,
) as (keyof (typeof sessionMessages)['configuration']['fields'])[];

/** A field of a wave is told as `wave 2 dependsOn`; a wave that is gone as `wave 2`. */
const OF_WAVE = /^wave (\d+)(?: (\w+))?$/;

/** Values that DRS and the plan's policy have a word of their own for. */
const NAMED_LAUNCH_VALUES = [
  'NONE',
  'BASIC',
  'IN_AWS',
  'STARTED',
  'STOPPED',
] as const;
const POLICIES = ['failFast', 'continue'] as const;

/** What mirroring calls a field, in the words under which the pages show it everywhere. */
export function fieldWords(field: string, t: Words): string {
  const [, number, ofWave] = OF_WAVE.exec(field) ?? [];
  if (number) {
    return ofWave
      ? t('session.configuration.ofWave', {
          number,
          field: fieldWords(ofWave, t),
        })
      : t('session.configuration.wave', { number });
  }
  const launch = LAUNCH_SETTINGS_FIELDS.find(name => name === field);
  if (launch) {
    return t(`launch.fields.${launch}`);
  }
  const named = NAMED_FIELDS.find(name => name === field);
  // A field that these pages do not know yet keeps the name that the API gives it.
  return named ? t(`session.configuration.fields.${named}`) : field;
}

/** The names of the groups that a report tells of, by their ids. */
export function groupNames(report: MirrorReport): Map<string, string> {
  return new Map(
    report.groups.flatMap(group => [
      [group.originalId, group.originalName] as const,
      ...(group.mirroredId
        ? [[group.mirroredId, group.mirroredName ?? group.mirroredId] as const]
        : []),
    ]),
  );
}

function actionWords(value: unknown, t: Words): string | undefined {
  const action = waveActionSchema.safeParse(value).data;
  return (
    action &&
    t('plans.action.line', {
      name: action.name,
      kind: t(`plans.action.kinds.${action.kind}`),
      document: action.documentName,
    })
  );
}

function selectionWords(value: unknown, t: Words): string | undefined {
  const selection = serverSelectionSchema.safeParse(value).data;
  if (!selection) {
    return undefined;
  }
  return selection.by === 'tags'
    ? t('session.configuration.byTags', { tags: tagWords(selection.tags) })
    : selection.sourceServerIds.join(', ');
}

function placeWords(value: unknown, t: Words): string | undefined {
  const place = value as { region?: unknown; accountId?: unknown } | undefined;
  return typeof place?.region === 'string' &&
    typeof place.accountId === 'string'
    ? t('session.configuration.place', {
        region: place.region,
        accountId: place.accountId,
      })
    : undefined;
}

/** One value that has words of its own in its field; undefined for any other. */
function ownWords(
  field: string,
  value: unknown,
  names: ReadonlyMap<string, string>,
  t: Words,
): string | undefined {
  switch (field) {
    case 'protectionGroupIds':
      return names.get(String(value));
    case 'dependsOn':
      return t('session.configuration.wave', { number: String(value) });
    case 'preActions':
    case 'postActions':
      return actionWords(value, t);
    case 'selection':
      return selectionWords(value, t);
    case 'region':
    case 'sourceRegion':
      return placeWords(value, t);
    case 'failurePolicy': {
      const policy = POLICIES.find(name => name === value);
      return policy && t(`plans.wave.policy.${policy}`);
    }
    default: {
      const named = NAMED_LAUNCH_VALUES.find(name => name === value);
      return named && t(`launch.${named}`);
    }
  }
}

/**
 * The value of a mirrored field in words: groups by name, waves by number, actions by what they run.
 *
 * @param names - the names of Protection Groups by their ids
 */
export function valueWords(
  field: string,
  value: unknown,
  names: ReadonlyMap<string, string>,
  t: Words,
): string {
  const own = OF_WAVE.exec(field)?.[2] ?? field;
  const one = (item: unknown) =>
    ownWords(own, item, names, t) ??
    fieldValue(item, {
      yes: t('session.configuration.yes'),
      no: t('session.configuration.no'),
      none: t('common.none'),
    });
  if (!Array.isArray(value)) {
    return one(value);
  }
  if (value.length > 0) {
    return value.map(one).join(', ');
  }
  return own === 'dependsOn'
    ? t('plans.wave.dependsOnNothing')
    : t('common.none');
}
