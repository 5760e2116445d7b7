import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import { Fragment } from 'react';
import { EntityLink, Principal, RelativeTime } from '../components';
import { executionRouteRef, recoveryPlanRouteRef } from '../routes';
import { useWords } from '../useWords';

/** In a line: when it failed over, by whom, by which plan, how many instances; what was mirrored; whose it is, and what of. */
export function SessionFacts(props: { session: FailoverSession }) {
  const t = useWords();
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const executionPath = useRouteRef(executionRouteRef);
  const { session } = props;
  const {
    originalRecoveryPlan: plan,
    mirroredRecoveryPlan: mirrored,
    owner,
    entityRef,
  } = session;
  const values = {
    when: <RelativeTime at={session.createdAt} />,
    who: <Principal principal={session.createdBy} />,
    count: session.instanceCount,
  };
  const more = [
    mirrored &&
      t('session.facts.mirrored', {
        plan: (
          <Link to={planPath({ planId: mirrored.id })}>{mirrored.name}</Link>
        ),
      }),
    entityRef &&
      t('session.facts.entity', {
        entity: <EntityLink entityRef={entityRef} />,
      }),
    owner &&
      t('session.facts.owner', { owner: <EntityLink entityRef={owner} /> }),
  ].filter(Boolean);
  return (
    <>
      {plan
        ? t('session.facts.failedOverByPlan', {
            ...values,
            plan: <Link to={planPath({ planId: plan.id })}>{plan.name}</Link>,
          })
        : t('session.facts.failedOver', values)}{' '}
      {session.executionId && (
        <Link to={executionPath({ executionId: session.executionId })}>
          {t('session.facts.execution')}
        </Link>
      )}
      {more.map((fact, index) => (
        <Fragment key={index}> · {fact}</Fragment>
      ))}
    </>
  );
}
