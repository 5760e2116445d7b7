import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import {
  type FailoverSession,
  type SessionInstance,
  wasInstalledElsewhere,
} from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../../api';
import { TypedConfirmDialog } from '../../components';
import { useWords } from '../../useWords';
import { useRefreshSession } from '../useSession';
import type { ConfirmedAction } from './useActionTarget';

const nameOf = (instance: SessionInstance) =>
  instance.hostname ?? instance.recoveryInstanceId;

/** The confirmations of actions that have no page of their own: what changes, what is destroyed and what stays. */
export function ActionDialogs(props: {
  session: FailoverSession;
  open: ConfirmedAction | undefined;
  onClose(): void;
}) {
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const { session, open, onClose } = props;
  const refresh = useRefreshSession(session.id);
  const { id, name, sourceRegion, recoveryRegion } = session;
  const regions = { source: sourceRegion, recovery: recoveryRegion };

  const drillInstances = session.instances.filter(
    instance => instance.drill?.failbackInstanceId,
  );
  const refused = session.instances.filter(wasInstalledElsewhere);

  return (
    <>
      <TypedConfirmDialog
        open={open === 'terminate-drill'}
        onClose={onClose}
        title={t('session.confirm.terminateDrill.title')}
        destroyed={drillInstances.map(instance =>
          t('session.confirm.terminateDrill.instance', {
            name: nameOf(instance),
            id: instance.drill!.failbackInstanceId!,
            region: sourceRegion,
          }),
        )}
        kept={[
          t('session.confirm.terminateDrill.keptRecovery', regions),
          t('session.confirm.terminateDrill.keptReplication'),
        ]}
        nameToType={name}
        confirmLabel={t('session.action.terminate-drill')}
        onConfirm={() => api.terminateDrill(id).then(refresh)}
      />
      <TypedConfirmDialog
        open={open === 're-protect'}
        onClose={onClose}
        title={t('session.confirm.reProtect.title')}
        changes={[
          t('session.confirm.reProtect.replicate', regions),
          t('session.confirm.reProtect.groups'),
          t('session.confirm.reProtect.wait'),
        ]}
        kept={[
          t('session.confirm.reProtect.keptSource', regions),
          t('session.confirm.reProtect.keptRecovery', regions),
        ]}
        confirmLabel={t('session.action.re-protect')}
        onConfirm={() => api.reProtect(id).then(refresh)}
      />
      <TypedConfirmDialog
        open={open === 'release-source-servers'}
        onClose={onClose}
        title={t('session.confirm.release.title')}
        destroyed={refused.map(instance =>
          t('session.confirm.release.server', {
            name: nameOf(instance),
            id: instance.sourceServerId,
            region: recoveryRegion,
          }),
        )}
        kept={[t('session.confirm.release.keptInstances', regions)]}
        nameToType={name}
        confirmLabel={t('session.action.release-source-servers')}
        onConfirm={() =>
          api
            .releaseSourceServers(id, {
              instanceIds: refused.map(instance => instance.recoveryInstanceId),
              confirm: name,
            })
            .then(refresh)
        }
      >
        <Typography variant="body2">
          {t('session.confirm.release.cost')}
        </Typography>
      </TypedConfirmDialog>
    </>
  );
}
