import type {
  AccountRegion,
  PlanFinding,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import { type Aws, AwsOperationError } from '../aws';

/** Where an action runs: in its own account and region, or those of the plan. */
export function actionTarget(
  action: { accountId?: string; region?: string },
  plan: AccountRegion,
): AccountRegion {
  return {
    accountId: action.accountId ?? plan.accountId,
    region: action.region ?? plan.region,
  };
}

/** Whether the SSM documents of a plan's actions exist where they are to run. */
export async function checkDocuments(
  aws: Aws,
  plan: AccountRegion,
  waves: Wave[],
): Promise<PlanFinding[]> {
  const findings: PlanFinding[] = [];
  const asked = new Set<string>();
  for (const wave of waves) {
    for (const action of [...wave.preActions, ...wave.postActions]) {
      const target = actionTarget(action, plan);
      const key = `${target.accountId}/${target.region}/${action.documentName}`;
      if (asked.has(key)) {
        continue;
      }
      asked.add(key);
      const about = {
        waveNumber: wave.number,
        resourceIds: [action.documentName],
      };
      try {
        if (!(await aws.in(target).ssm.getDocument(action.documentName))) {
          findings.push({
            ...about,
            severity: 'error',
            code: 'DOCUMENT_MISSING',
            message: `Action "${action.name}" of wave "${wave.name}" runs SSM document ${action.documentName}, which does not exist in ${target.region}`,
            remedy: 'Correct its name, or create or share the document there',
          });
        }
      } catch (error) {
        if (!(error instanceof AwsOperationError)) {
          throw error;
        }
        findings.push({
          ...about,
          severity: 'warning',
          code: 'DOCUMENT_UNKNOWN',
          message: `Whether SSM document ${action.documentName} of action "${action.name}" exists is unknown. ${error.message}`,
        });
      }
    }
  }
  return findings;
}
