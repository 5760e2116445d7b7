import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  FailbackMode,
  FailbackPreflight,
  FailoverSession,
} from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../../api';
import { TypedConfirmDialog } from '../../components';
import { lossWords } from '../../session/lossWords';
import { useRefreshSession } from '../../session/useSession';
import { useWords } from '../../useWords';
import { lossesToAccept } from './losses';

/**
 * The last question before the failback, or before a drill that destroys something: what happens, what would be lost, and
 * the session's name to be typed. What it shows is what is accepted: the preflight as it was when the question was put.
 */
export function FailbackConfirm(props: {
  session: FailoverSession;
  mode: FailbackMode;
  preflight: FailbackPreflight | undefined;
  open: boolean;
  onClose(): void;
}) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { session, mode, preflight } = props;
  const refresh = useRefreshSession(session.id);
  const losses = lossesToAccept(preflight);
  const regions = {
    source: session.sourceRegion,
    recovery: session.recoveryRegion,
  };
  const isDrill = mode === 'DRILL';
  return (
    <TypedConfirmDialog
      open={props.open}
      onClose={props.onClose}
      title={t(`wizard.execute.confirmTitle.${mode}`, { name: session.name })}
      changes={[
        ...(preflight?.waves ?? []).map(wave =>
          t('wizard.execute.confirmWave', {
            name: wave.name,
            count: wave.serverCount,
            source: session.sourceRegion,
          }),
        ),
        t(`wizard.execute.confirmAfter.${mode}`),
      ]}
      destroyed={preflight?.destroys.map(instance =>
        t('wizard.preflight.destroyed', {
          name: instance.hostname ?? instance.sourceServerId,
          id: instance.recoveryInstanceId,
          description: instance.description,
        }),
      )}
      kept={[t(`wizard.execute.confirmKept.${mode}`, regions)]}
      nameToType={session.name}
      confirmLabel={
        isDrill
          ? t('wizard.execute.startDrill')
          : t('wizard.execute.startRecovery')
      }
      onConfirm={() =>
        api
          .executeFailback(session.id, {
            mode,
            ...(losses.length > 0 && {
              acceptDestroyed: losses.map(
                ({ recoveryInstanceId }) => recoveryInstanceId,
              ),
            }),
          })
          // Refused or not, what it would do may have changed.
          .finally(refresh)
      }
    >
      {losses.length > 0 && (
        <Typography variant="body1">
          {t('wizard.execute.confirmLosses')}
        </Typography>
      )}
      {!isDrill && (
        <>
          <Typography variant="body1">
            {lossWords(session.replication, t)}
          </Typography>
          <Typography variant="body2">
            {t('wizard.execute.confirmWrites', regions)}
          </Typography>
        </>
      )}
    </TypedConfirmDialog>
  );
}
