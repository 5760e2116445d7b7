import { useApi } from '@backstage/core-plugin-api';
import type {
  FailoverSession,
  SessionInstance,
} from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../../api';
import { ErrorThreeLines, PermittedButton } from '../../components';
import { useWords } from '../../useWords';
import { actionPermissions } from '../actions/actionPermissions';
import { useSessionCall } from '../useSession';

/** Which action tries again what failed on an instance. */
function retryOf(instance: SessionInstance) {
  if (instance.agent.status === 'FAILED') {
    return 'install-agents' as const;
  }
  return instance.replication.state === 'ERROR'
    ? ('start-reverse-replication' as const)
    : undefined;
}

/** Tries again what failed on one instance, and on no other. */
export function InstanceRetry(props: {
  session: FailoverSession;
  instance: SessionInstance;
}) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { session, instance } = props;
  const call = useSessionCall(session.id);
  const action = retryOf(instance);
  if (!action) {
    return null;
  }
  const availability = session.actions.find(one => one.action === action);
  const input = { instanceIds: [instance.recoveryInstanceId] };
  return (
    <>
      <PermittedButton
        permission={actionPermissions[action]}
        resourceRef={session.id}
        reason={availability?.allowed ? undefined : availability?.reason}
        pending={call.pending}
        onClick={() =>
          call.run(() =>
            action === 'install-agents'
              ? api.installAgents(session.id, input)
              : api.startReverseReplication(session.id, input),
          )
        }
      >
        {t('session.instances.retry')}
      </PermittedButton>
      {call.error && <ErrorThreeLines error={call.error} />}
    </>
  );
}
