import type {
  FailoverSession,
  SessionActionName,
} from '@internal/plugin-disaster-recovery-common';
import Typography from '@material-ui/core/Typography';
import { PermittedButton } from '../../components';
import { useNow } from '../../live';
import { useWords } from '../../useWords';
import { nextStep } from '../nextStep';
import { nextStepWords } from '../nextStepWords';
import { actionPermissions } from './actionPermissions';

/** The one thing to do now, as the page's filled button; or in words what is waited for. */
export function NextActionButton(props: {
  session: FailoverSession;
  onSelect(action: SessionActionName): void;
}) {
  const t = useWords();
  const now = useNow(10_000);
  const { session, onSelect } = props;
  const next = nextStep(session);
  const words = nextStepWords(session, now, t);
  if (next.kind !== 'act') {
    return (
      <Typography variant="body2" color="textSecondary" role="status">
        {words}
      </Typography>
    );
  }
  const availability = session.actions.find(
    candidate => candidate.action === next.action,
  );
  return (
    <PermittedButton
      primary
      permission={actionPermissions[next.action]}
      resourceRef={session.id}
      reason={availability?.allowed ? undefined : availability?.reason}
      onClick={() => onSelect(next.action)}
    >
      {words}
    </PermittedButton>
  );
}
