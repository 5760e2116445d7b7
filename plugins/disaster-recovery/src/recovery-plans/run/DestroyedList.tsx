import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Preflight } from '@internal/plugin-disaster-recovery-common';
import { Status } from '../../components';
import { sessionRouteRef } from '../../routes';
import { useWords } from '../../useWords';

const useStyles = makeStyles(
  {
    list: { listStyle: 'none', margin: 0, padding: 0 },
  },
  { name: 'DisasterRecoveryDestroyedList' },
);

/** The instances that a run would destroy. Each loss is accepted by itself; those of a session cannot be. */
export function DestroyedList(props: {
  destroys: Preflight['destroys'];
  accepted: ReadonlySet<string>;
  onAccept(recoveryInstanceId: string, accepted: boolean): void;
}) {
  const classes = useStyles();
  const t = useWords();
  const sessionPath = useRouteRef(sessionRouteRef);
  const { destroys, accepted, onAccept } = props;
  if (destroys.length === 0) {
    return (
      <Typography variant="body2" component="div">
        <Status tone="ok">{t('plans.run.destroysNothing')}</Status>
      </Typography>
    );
  }
  return (
    <>
      <Typography variant="body2" gutterBottom>
        {destroys.some(instance => !instance.sessionId)
          ? t('plans.run.destroysIntro')
          : t('plans.run.destroysHeld')}
      </Typography>
      <ul className={classes.list}>
        {destroys.map(instance => {
          const { recoveryInstanceId: id, sessionId } = instance;
          const name = instance.hostname ?? instance.sourceServerId;
          return (
            <li key={id}>
              {sessionId ? (
                <Typography variant="body2" component="div">
                  <Status tone="refused">
                    {t('plans.run.heldBySession', { name, id })}{' '}
                    <Link to={sessionPath({ sessionId })}>
                      {t('plans.run.showSession')}
                    </Link>
                  </Status>
                </Typography>
              ) : (
                <FormControlLabel
                  control={
                    <Checkbox
                      color="primary"
                      checked={accepted.has(id)}
                      onChange={event => onAccept(id, event.target.checked)}
                    />
                  }
                  label={t('plans.run.accept', {
                    name,
                    id,
                    kind: instance.isDrill
                      ? t('plans.run.drillInstance')
                      : t('plans.run.recoveryInstance'),
                  })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
