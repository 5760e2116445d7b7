import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { SessionQuery } from '@internal/plugin-disaster-recovery-common';
import { disasterRecoveryApiRef } from '../api';
import { LiveContent, RelativeTime, StatusLabel } from '../components';
import { useLive } from '../live';
import { sessionRouteRef } from '../routes';
import { sessionStatusDetail } from '../session/sessionStatusDetail';
import { useWords } from '../useWords';

const SHOWN = 10;

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: theme.spacing(0.5),
    },
    item: { display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(2) },
  }),
  { name: 'DisasterRecoverySessionsOf' },
);

/** The newest failover sessions of a group or an entity, each with its status. */
export function SessionsOf(props: {
  of: Pick<SessionQuery, 'protectionGroupId' | 'entityRef'>;
}) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(disasterRecoveryApiRef);
  const sessionPath = useRouteRef(sessionRouteRef);
  const sessions = useLive({
    key: ['failover-session', 'list', 'of', props.of],
    fetch: () =>
      api.listSessions({
        ...props.of,
        limit: SHOWN,
        orderBy: 'createdAt',
        order: 'desc',
      }),
  });
  return (
    <LiveContent query={sessions}>
      {page =>
        page.items.length === 0 ? (
          <Typography variant="body2" color="textSecondary">
            {t('groups.sessions.none')}
          </Typography>
        ) : (
          <ul className={classes.list}>
            {page.items.map(session => (
              <Typography
                key={session.id}
                component="li"
                variant="body2"
                className={classes.item}
              >
                <Link to={sessionPath({ sessionId: session.id })}>
                  {session.name}
                </Link>
                <StatusLabel
                  kind="session"
                  status={session.status}
                  {...sessionStatusDetail(session, t)}
                />
                <RelativeTime at={session.createdAt} />
              </Typography>
            ))}
          </ul>
        )
      }
    </LiveContent>
  );
}
