import type { Preflight } from '@internal/plugin-disaster-recovery-common';
import { TypedConfirmDialog } from '../../components';
import { useWords } from '../../useWords';

/** The last question before a recovery: what happens in order, what is destroyed and kept, and the plan's name to be typed. */
export function RecoveryConfirm(props: {
  preflight: Preflight;
  open: boolean;
  onClose(): void;
  onConfirm(): Promise<unknown>;
}) {
  const t = useWords();
  const { plan, waves, destroys } = props.preflight;
  return (
    <TypedConfirmDialog
      open={props.open}
      onClose={props.onClose}
      title={t('plans.run.confirmTitle', { name: plan.name })}
      changes={[
        ...waves.map(wave =>
          t('plans.run.confirmWave', {
            name: wave.name,
            count: wave.serverCount,
            region: plan.region,
          }),
        ),
        t('plans.run.confirmSession'),
      ]}
      destroyed={destroys.map(instance =>
        t('plans.run.confirmDestroyed', {
          name: instance.hostname ?? instance.sourceServerId,
          id: instance.recoveryInstanceId,
        }),
      )}
      kept={[t('plans.run.confirmKept', { sourceRegion: plan.sourceRegion })]}
      nameToType={plan.name}
      confirmLabel={t('plans.run.startRecovery')}
      onConfirm={props.onConfirm}
    />
  );
}
