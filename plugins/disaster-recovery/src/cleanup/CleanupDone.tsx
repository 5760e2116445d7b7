import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import Typography from '@material-ui/core/Typography';
import { Status } from '../components';
import { StepList } from '../session/operations/StepList';
import { useWords } from '../useWords';
import { useLatestCleanup } from './useLatestCleanup';

/** After the cleanup: that it is done, and what was done. */
export function CleanupDone(props: { session: FailoverSession }) {
  const t = useWords();
  const { cleanup } = useLatestCleanup(props.session.id);
  return (
    <>
      <Typography variant="body1" gutterBottom>
        <Status tone="ok">
          {t('cleanup.done', { region: props.session.recoveryRegion })}
        </Status>
      </Typography>
      {cleanup && <StepList withTargets steps={cleanup.steps} />}
    </>
  );
}
