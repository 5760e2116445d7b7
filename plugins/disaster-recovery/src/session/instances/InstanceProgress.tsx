import type {
  FailoverSession,
  SessionInstance,
} from '@internal/plugin-disaster-recovery-common';
import { ProgressBar } from '../../components';
import { formatBytes } from '../../format';
import { useWords } from '../../useWords';
import { dataFlow, instanceState } from '../instanceState';

/** How far an instance's agent, replication or re-protection has come: percent and bytes. */
export function InstanceProgress(props: {
  instance: SessionInstance;
  session: Pick<FailoverSession, 'status' | 'route'>;
}) {
  const t = useWords();
  const { instance, session } = props;
  const name = instance.hostname ?? instance.recoveryInstanceId;
  const { kind } = instanceState(instance, session);
  if (kind === 'step') {
    const { steps, status } = instance.agent;
    if (status === 'NOT_STARTED' || steps.length === 0) {
      return <>{t('common.none')}</>;
    }
    const done = steps.filter(step => step.status === 'SUCCEEDED').length;
    return (
      <ProgressBar
        stacked
        label={t('session.instances.agentProgress', { name })}
        percent={(100 * done) / steps.length}
        caption={t('common.progress.count', { done, total: steps.length })}
      />
    );
  }
  if (kind === 'server') {
    const id = instance.failback?.failbackInstanceId;
    return id ? <code>{id}</code> : <>{t('common.none')}</>;
  }
  const replication = dataFlow(instance, session);
  if (replication?.percent === undefined) {
    return <>{t('common.none')}</>;
  }
  const percent = t('common.progress.percent', {
    percent: Math.floor(replication.percent),
  });
  const { replicatedBytes, totalBytes } = replication;
  return (
    <ProgressBar
      stacked
      label={t('session.instances.progress', { name })}
      percent={replication.percent}
      caption={
        replicatedBytes !== undefined && totalBytes !== undefined
          ? t('session.instances.percentBytes', {
              percent,
              done: formatBytes(replicatedBytes),
              total: formatBytes(totalBytes),
            })
          : percent
      }
    />
  );
}
