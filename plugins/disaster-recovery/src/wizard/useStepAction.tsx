import type {
  FailoverSession,
  SessionActionName,
} from '@internal/plugin-disaster-recovery-common';
import type { Permission } from '@backstage/plugin-permission-common';
import type { ReactNode } from 'react';
import { ErrorThreeLines, PermittedButton } from '../components';
import { actionPermissions } from '../session/actions/actionPermissions';
import { countToRetry } from '../session/nextStep';
import { useSessionCall } from '../session/useSession';
import { useWords } from '../useWords';

/** What a step needs of the action that it is for: whether it runs, how it failed, and its button. */
export function useStepAction(options: {
  session: FailoverSession;
  action: SessionActionName;
  call(): Promise<unknown>;
  /** What the button says, unless it tries again. */
  label: string;
  permission?: Permission;
}) {
  const t = useWords();
  const { session, action } = options;
  const request = useSessionCall(session.id);
  const running = session.currentOperation?.kind === action;
  const failed =
    !session.currentOperation &&
    session.lastOperation?.kind === action &&
    session.lastOperation.status === 'FAILED';
  const availability = session.actions.find(one => one.action === action);

  const start = (
    extra: {
      reason?: string;
      label?: string;
      /** Asks before the call is made; without it the button calls at once. */
      ask?: () => void;
    } = {},
  ) => (
    <PermittedButton
      // What a permission says is remembered by the button.
      key={(options.permission ?? actionPermissions[action])?.name}
      primary
      permission={options.permission ?? actionPermissions[action]}
      resourceRef={session.id}
      reason={
        extra.reason ??
        (availability?.allowed ? undefined : availability?.reason)
      }
      pending={request.pending}
      onClick={() => (extra.ask ? extra.ask() : request.run(options.call))}
    >
      {extra.label ??
        (failed || availability?.isRetry
          ? retryLabel(session, action, t)
          : options.label)}
    </PermittedButton>
  );

  let error: ReactNode;
  if (request.error) {
    error = <ErrorThreeLines error={request.error} />;
  } else if (failed && (session.lastError ?? session.lastOperation?.error)) {
    error = (
      <ErrorThreeLines
        error={(session.lastError ?? session.lastOperation?.error)!}
      />
    );
  }

  return {
    running,
    failed,
    availability,
    start,
    error,
    pending: request.pending,
  };
}

function retryLabel(
  session: FailoverSession,
  action: SessionActionName,
  t: ReturnType<typeof useWords>,
): string {
  const count = countToRetry(session, action);
  return count > 0
    ? t(`session.retryCount.${action}`, { count })
    : t(`session.retry.${action}`);
}
