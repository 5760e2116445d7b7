import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { Execution } from '@internal/plugin-disaster-recovery-common';
import {
  CopyText,
  Elapsed,
  EntityLink,
  Facts,
  Moment,
  Principal,
  TimeLeft,
} from '../../components';
import { recoveryPlanRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { ServerTallyBar } from '../ServerTallyBar';

/** How far an execution is, since when, by whom, and how long it will go on. */
export function ExecutionFacts(props: { execution: Execution }) {
  const t = useWords();
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const { execution } = props;
  const { startedAt, endedAt, expectedEndAt } = execution;
  return (
    <Facts
      facts={[
        {
          name: t('executions.facts.servers'),
          value: (
            <ServerTallyBar
              label={t('executions.tally.label', { name: execution.planName })}
              counts={execution.serverCounts}
            />
          ),
        },
        {
          name: t('executions.facts.started'),
          value: t('executions.facts.startedBy', {
            when: <Moment at={startedAt ?? execution.createdAt} />,
            who: <Principal principal={execution.requestedBy} />,
          }),
        },
        {
          name: endedAt
            ? t('executions.facts.took')
            : t('executions.facts.running'),
          value: (
            <>
              <Elapsed from={startedAt ?? execution.createdAt} to={endedAt} />
              {!endedAt && expectedEndAt && (
                <>
                  , <TimeLeft until={expectedEndAt} />
                </>
              )}
            </>
          ),
        },
        {
          name: t('executions.facts.plan'),
          value: (
            <Link to={planPath({ planId: execution.planId })}>
              {execution.planName}
            </Link>
          ),
        },
        {
          name: t('executions.facts.owner'),
          value: execution.owner && <EntityLink entityRef={execution.owner} />,
        },
        {
          name: t('executions.facts.attempt'),
          value: execution.attempt > 1 ? execution.attempt : undefined,
        },
        {
          name: t('common.error.correlationId'),
          value: (
            <CopyText
              text={execution.correlationId}
              what={t('common.error.correlationId')}
            />
          ),
        },
      ]}
    />
  );
}
