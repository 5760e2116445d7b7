import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import Typography from '@material-ui/core/Typography';
import { StepList } from '../session/operations/StepList';
import { useWords } from '../useWords';
import { OperationProgress } from '../wizard/OperationProgress';
import { useLatestCleanup } from './useLatestCleanup';

/** The cleanup that runs: each resource as it is done. */
export function CleanupRunning(props: { session: FailoverSession }) {
  const t = useWords();
  const { session } = props;
  const { cleanup } = useLatestCleanup(session.id);
  return (
    <>
      <Typography variant="body1" role="status" gutterBottom>
        {t('cleanup.running')}
      </Typography>
      <OperationProgress operation={session.currentOperation} />
      {cleanup && <StepList withTargets steps={cleanup.steps} />}
    </>
  );
}
