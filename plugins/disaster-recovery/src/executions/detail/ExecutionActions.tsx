import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  executionCancelPermission,
  executionPausePermission,
  executionResumePermission,
  executionRetryPermission,
  executionTerminatePermission,
  type Execution,
} from '@internal/plugin-disaster-recovery-common';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { disasterRecoveryApiRef } from '../../api';
import { NavButton, PermittedButton } from '../../components';
import { sessionRouteRef } from '../../routes';
import { useWords } from '../../useWords';
import { ExecutionConfirm } from './ExecutionConfirm';
import { nextExecutionAction } from './nextExecutionAction';

export type ExecutionVerb = Execution['actions'][number]['action'];

const PERMISSIONS = {
  pause: executionPausePermission,
  resume: executionResumePermission,
  cancel: executionCancelPermission,
  retry: executionRetryPermission,
  terminate: executionTerminatePermission,
} as const;

/** Those that change what AWS does are asked for once more, with what exactly they change. */
const CONFIRMED: readonly ExecutionVerb[] = ['cancel', 'retry', 'terminate'];

/** What one may do with an execution, by its state; what is not possible says why. */
export function ExecutionActions(props: {
  execution: Execution;
  onError(error: Error | undefined): void;
}) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const client = useQueryClient();
  const sessionPath = useRouteRef(sessionRouteRef);
  const [confirming, setConfirming] = useState<ExecutionVerb>();
  const { execution, onError } = props;
  const calls: Record<ExecutionVerb, (id: string) => Promise<Execution>> = {
    pause: api.pauseExecution,
    resume: api.resumeExecution,
    cancel: api.cancelExecution,
    retry: api.retryExecution,
    terminate: api.terminateExecution,
  };
  const act = useMutation({
    mutationFn: (verb: ExecutionVerb) => calls[verb](execution.id),
    onMutate: () => onError(undefined),
    onSuccess: changed => {
      client.setQueryData(['execution', execution.id], changed);
      client.invalidateQueries({ queryKey: ['execution', 'list'] });
    },
  });
  const next = nextExecutionAction(execution);
  const confirmed = confirming && CONFIRMED.includes(confirming);

  return (
    <>
      {execution.sessionId && (
        <NavButton
          primary={next === 'session'}
          to={sessionPath({ sessionId: execution.sessionId })}
        >
          {t('executions.openSession')}
        </NavButton>
      )}
      {execution.actions.map(({ action, allowed, reason }) => (
        <PermittedButton
          key={action}
          primary={action === next}
          permission={PERMISSIONS[action]}
          resourceRef={execution.id}
          reason={allowed ? undefined : reason}
          pending={act.isPending && act.variables === action}
          onClick={() =>
            CONFIRMED.includes(action)
              ? setConfirming(action)
              : act.mutate(action, { onError })
          }
        >
          {t(`executions.action.${action}`)}
        </PermittedButton>
      ))}
      {confirmed && (
        <ExecutionConfirm
          execution={execution}
          verb={confirming as 'cancel' | 'retry' | 'terminate'}
          onClose={() => setConfirming(undefined)}
          onConfirm={() => act.mutateAsync(confirming)}
        />
      )}
    </>
  );
}
