import {
  adoptSessionInputSchema,
  type AdoptSessionInput,
} from '@internal/plugin-disaster-recovery-common';

/** The fields of the dialog, as typed. */
export interface AdoptionFields {
  accountId: string;
  region: string;
  jobIds: string;
  name: string;
  owner: string;
  recoveryPlanId: string;
}

export const NO_ADOPTION: AdoptionFields = {
  accountId: '',
  region: '',
  jobIds: '',
  name: '',
  owner: '',
  recoveryPlanId: '',
};

/** What was typed as the API wants it, or which fields the API would refuse. */
export function parseAdoption(
  fields: AdoptionFields,
): { input: AdoptSessionInput } | { invalid: Set<keyof AdoptSessionInput> } {
  const optional = (value: string) => value.trim() || undefined;
  const parsed = adoptSessionInputSchema.safeParse({
    accountId: fields.accountId.trim(),
    region: fields.region.trim(),
    jobIds: fields.jobIds.split(/[\s,;]+/).filter(Boolean),
    name: optional(fields.name),
    owner: optional(fields.owner),
    recoveryPlanId: optional(fields.recoveryPlanId),
  });
  return parsed.success
    ? { input: parsed.data }
    : {
        invalid: new Set(
          parsed.error.issues.map(
            issue => issue.path[0] as keyof AdoptSessionInput,
          ),
        ),
      };
}
