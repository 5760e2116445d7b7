import type {
  Execution,
  ExecutionServer,
} from '@internal/plugin-disaster-recovery-common';
import { TypedConfirmDialog } from '../../components';
import { useWords } from '../../useWords';

const nameOf = (server: ExecutionServer) =>
  server.hostname ?? server.sourceServerId;

/** Asks before an execution is canceled, retried, or its instances are terminated: what exactly that changes. */
export function ExecutionConfirm(props: {
  execution: Execution;
  verb: 'cancel' | 'retry' | 'terminate';
  onClose(): void;
  onConfirm(): Promise<unknown>;
}) {
  const t = useWords();
  const { execution, verb } = props;
  const { servers, planName } = execution;
  const launched = servers.filter(
    server => server.status === 'LAUNCHED' && server.recoveryInstanceId,
  );
  const lists = {
    cancel: {
      changes: [
        t('executions.confirm.cancel.drain', {
          count: servers.filter(server => server.status === 'LAUNCHING').length,
        }),
        t('executions.confirm.cancel.rest'),
      ],
      kept: [t('executions.confirm.cancel.kept', { count: launched.length })],
    },
    retry: {
      changes: servers
        .filter(server =>
          ['FAILED', 'SKIPPED', 'CANCELLED'].includes(server.status),
        )
        .map(server =>
          t('executions.confirm.retry.server', {
            name: nameOf(server),
            region: execution.region,
          }),
        ),
      kept: [t('executions.confirm.retry.kept', { count: launched.length })],
    },
    terminate: {
      destroyed: launched.map(server =>
        t('executions.confirm.terminate.instance', {
          name: nameOf(server),
          id: server.recoveryInstanceId!,
          region: execution.region,
        }),
      ),
      kept: [t('executions.confirm.terminate.kept')],
    },
  };
  return (
    <TypedConfirmDialog
      open
      onClose={props.onClose}
      title={t(`executions.confirm.${verb}.title`, { name: planName })}
      {...lists[verb]}
      nameToType={verb === 'terminate' ? planName : undefined}
      confirmLabel={t(`executions.confirm.${verb}.label`)}
      onConfirm={props.onConfirm}
    />
  );
}
