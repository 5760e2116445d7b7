import {
  recoveryPlanInputSchema,
  type FailurePolicy,
  type RecoveryPlan,
  type RecoveryPlanInput,
} from '@internal/plugin-disaster-recovery-common';
import type { Problems } from '../../forms';
import {
  fromActionFields,
  toActionFields,
  type ActionFields,
} from './actionFields';

/** A wave as typed. It is known by a key that stays when waves are moved; its number is its place. */
export interface WaveFields {
  key: number;
  name: string;
  description: string;
  protectionGroupIds: string[];
  /** Keys of the waves that must be complete first. */
  dependsOn: number[];
  pauseBefore: boolean;
  preActions: ActionFields[];
  postActions: ActionFields[];
  failurePolicy: FailurePolicy;
}

/** A Recovery Plan as typed. */
export interface PlanFields {
  name: string;
  description: string;
  owner: string;
  entityRef: string;
  waves: WaveFields[];
}

/** A wave with nothing in it yet, which waits for the last one. */
export function newWave(
  waves: readonly WaveFields[],
  name: string,
): WaveFields {
  const last = waves.at(-1);
  return {
    key: Math.max(0, ...waves.map(wave => wave.key)) + 1,
    name,
    description: '',
    protectionGroupIds: [],
    dependsOn: last ? [last.key] : [],
    pauseBefore: false,
    preActions: [],
    postActions: [],
    failurePolicy: 'failFast',
  };
}

/** A plan as the editor shows it; without one, a plan with one empty wave. */
export function toPlanFields(
  plan: RecoveryPlan | undefined,
  firstWave: string,
): PlanFields {
  const waves = [...(plan?.waves ?? [])].sort((a, b) => a.number - b.number);
  return {
    name: plan?.name ?? '',
    description: plan?.description ?? '',
    owner: plan?.owner ?? '',
    entityRef: plan?.entityRef ?? '',
    waves: plan
      ? waves.map(wave => ({
          key: wave.number,
          name: wave.name,
          description: wave.description ?? '',
          protectionGroupIds: wave.protectionGroupIds,
          dependsOn: wave.dependsOn,
          pauseBefore: wave.pauseBefore,
          preActions: wave.preActions.map(toActionFields),
          postActions: wave.postActions.map(toActionFields),
          failurePolicy: wave.failurePolicy,
        }))
      : [newWave([], firstWave)],
  };
}

/** The plan without one of its waves; nothing waits for that any more. */
export function withoutWave(fields: PlanFields, key: number): PlanFields {
  return {
    ...fields,
    waves: fields.waves
      .filter(wave => wave.key !== key)
      .map(wave => ({
        ...wave,
        dependsOn: wave.dependsOn.filter(other => other !== key),
      })),
  };
}

/** The plan with a wave one place earlier or later: places are the waves' numbers. */
export function withMovedWave(
  fields: PlanFields,
  key: number,
  by: 1 | -1,
): PlanFields {
  const waves = [...fields.waves];
  const from = waves.findIndex(wave => wave.key === key);
  const to = from + by;
  if (from >= 0 && to >= 0 && to < waves.length) {
    [waves[from], waves[to]] = [waves[to], waves[from]];
  }
  return { ...fields, waves };
}

/** The plan in which one wave waits for another, or no longer does. */
export function withDependency(
  fields: PlanFields,
  from: number,
  to: number,
): PlanFields {
  return {
    ...fields,
    waves: fields.waves.map(wave =>
      wave.key === to
        ? {
            ...wave,
            dependsOn: wave.dependsOn.includes(from)
              ? wave.dependsOn.filter(key => key !== from)
              : [...wave.dependsOn, from],
          }
        : wave,
    ),
  };
}

function toInput(fields: PlanFields, name: string) {
  const text = (value: string) => value.trim() || undefined;
  const numbers = new Map(
    fields.waves.map((wave, index) => [wave.key, index + 1]),
  );
  return {
    name,
    description: text(fields.description),
    owner: text(fields.owner),
    entityRef: text(fields.entityRef),
    waves: fields.waves.map(wave => ({
      number: numbers.get(wave.key)!,
      name: wave.name.trim(),
      description: text(wave.description),
      protectionGroupIds: wave.protectionGroupIds,
      dependsOn: wave.dependsOn.map(key => numbers.get(key)!),
      pauseBefore: wave.pauseBefore,
      preActions: wave.preActions.map(fromActionFields),
      postActions: wave.postActions.map(fromActionFields),
      failurePolicy: wave.failurePolicy,
    })),
  };
}

/** What was typed as the API wants it, or which fields it would refuse: `waves.0.preActions.1.documentName`. */
export function parsePlanFields(
  fields: PlanFields,
): { input: RecoveryPlanInput } | { problems: Problems } {
  const parsed = recoveryPlanInputSchema.safeParse(
    toInput(fields, fields.name.trim()),
  );
  return parsed.success
    ? { input: parsed.data }
    : {
        problems: new Set(
          parsed.error.issues.map(issue => issue.path.map(String).join('.')),
        ),
      };
}

/**
 * What can be asked the server about already: the waves, whatever the plan will be called. Undefined while a wave is not
 * complete.
 */
export function parseForValidation(
  fields: PlanFields,
): RecoveryPlanInput | undefined {
  const { data } = recoveryPlanInputSchema.safeParse(
    toInput({ ...fields, owner: '', entityRef: '', description: '' }, '–'),
  );
  return data;
}
