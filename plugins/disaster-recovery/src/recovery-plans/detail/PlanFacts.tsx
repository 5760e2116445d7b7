import { useRouteRef } from '@backstage/core-plugin-api';
import type { RecoveryPlan } from '@internal/plugin-disaster-recovery-common';
import {
  EntityLink,
  Facts,
  NamedLinks,
  Principal,
  RelativeTime,
} from '../../components';
import { recoveryPlanRouteRef, sessionRouteRef } from '../../routes';
import { useWords } from '../../useWords';

/** Whose plan it is, what it recovers, how large it is, and when it was last tried. */
export function PlanFacts(props: { plan: RecoveryPlan }) {
  const t = useWords();
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const sessionPath = useRouteRef(sessionRouteRef);
  const { plan } = props;
  const { mirrorOf } = plan;
  return (
    <Facts
      facts={[
        {
          name: t('plans.facts.entity'),
          value: plan.entityRef && <EntityLink entityRef={plan.entityRef} />,
        },
        {
          name: t('plans.facts.owner'),
          value: plan.owner && <EntityLink entityRef={plan.owner} />,
        },
        { name: t('plans.facts.account'), value: plan.accountId },
        {
          name: t('plans.facts.size'),
          value: t('plans.size', {
            waves: t('plans.waveCount', { count: plan.waves.length }),
            servers: t('plans.serverCount', { count: plan.serverCount }),
          }),
        },
        {
          name: t('plans.facts.lastDrill'),
          value: plan.lastDrillAt ? (
            <RelativeTime at={plan.lastDrillAt} />
          ) : (
            t('plans.neverDrilled')
          ),
        },
        {
          name: t('plans.facts.mirrorOf'),
          value: mirrorOf && (
            <NamedLinks
              links={[
                ...(mirrorOf.recoveryPlanId
                  ? [
                      {
                        id: 'plan',
                        name: t('plans.facts.original'),
                        to: planPath({ planId: mirrorOf.recoveryPlanId }),
                      },
                    ]
                  : []),
                {
                  id: 'session',
                  name: mirrorOf.recoveryPlanId
                    ? t('plans.facts.mirrorSession')
                    : t('plans.facts.adopted'),
                  to: sessionPath({ sessionId: mirrorOf.sessionId }),
                },
              ]}
            />
          ),
        },
        {
          name: t('plans.facts.created'),
          value: t('plans.facts.createdBy', {
            when: <RelativeTime at={plan.createdAt} />,
            who: <Principal principal={plan.createdBy} />,
          }),
        },
      ]}
    />
  );
}
