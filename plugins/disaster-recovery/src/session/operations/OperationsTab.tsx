import { useApi } from '@backstage/core-plugin-api';
import { disasterRecoveryApiRef } from '../../api';
import { EmptyState, LiveContent, TableSkeleton } from '../../components';
import { StaleMark, useLive } from '../../live';
import { useWords } from '../../useWords';
import type { SessionTabProps } from '../SessionPage';
import { OperationCard, SHOWN_TARGETS } from './OperationCard';

/** Every attempt at every operation of the session, newest first. */
export function OperationsTab(props: SessionTabProps) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { id, currentOperation, lastError } = props.session;
  const operations = useLive({
    key: ['failover-session', id, 'operations', SHOWN_TARGETS],
    fetch: () => api.listOperations(id, { targets: SHOWN_TARGETS }),
  });
  return (
    <LiveContent query={operations} skeleton={<TableSkeleton rows={4} />}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState
            title={t('session.operations.empty')}
            description={t('session.operations.emptyDescription')}
          />
        ) : (
          <>
            {[...items]
              .sort((a, b) => b.startedAt.localeCompare(a.startedAt))
              .map((operation, index) => (
                <OperationCard
                  key={operation.id}
                  operation={operation}
                  initiallyOpen={index === 0}
                  toldError={currentOperation ? undefined : lastError}
                />
              ))}
            <StaleMark query={operations} />
          </>
        )
      }
    </LiveContent>
  );
}
