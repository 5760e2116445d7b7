import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  FailoverSession,
  Preflight,
} from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../../api';
import { TypedConfirmDialog } from '../../components';
import { lossWords } from '../../session/lossWords';
import { useRefreshSession } from '../../session/useSession';
import { useWords } from '../../useWords';

/** The last question before the failback itself: what happens, what would be lost, and the session's name to be typed. */
export function FailbackConfirm(props: {
  session: FailoverSession;
  preflight: Preflight | undefined;
  open: boolean;
  onClose(): void;
}) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { session, preflight } = props;
  const refresh = useRefreshSession(session.id);
  const regions = {
    source: session.sourceRegion,
    recovery: session.recoveryRegion,
  };
  return (
    <TypedConfirmDialog
      open={props.open}
      onClose={props.onClose}
      title={t('wizard.execute.confirmTitle', { name: session.name })}
      changes={[
        ...(preflight?.waves ?? []).map(wave =>
          t('wizard.execute.confirmWave', {
            name: wave.name,
            count: wave.serverCount,
            source: session.sourceRegion,
          }),
        ),
        t('wizard.execute.confirmReplication'),
      ]}
      destroyed={preflight?.destroys.map(instance =>
        t('wizard.preflight.destroyed', {
          name: instance.hostname ?? instance.sourceServerId,
          id: instance.recoveryInstanceId,
        }),
      )}
      kept={[t('wizard.execute.confirmKept', regions)]}
      nameToType={session.name}
      confirmLabel={t('wizard.execute.startRecovery')}
      onConfirm={() =>
        api.executeFailback(session.id, { mode: 'RECOVERY' }).then(refresh)
      }
    >
      <Typography variant="body1">
        {lossWords(session.replication, t)}
      </Typography>
      <Typography variant="body2">
        {t('wizard.execute.confirmWrites', regions)}
      </Typography>
    </TypedConfirmDialog>
  );
}
