import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { FailoverSession } from '@internal/plugin-disaster-recovery-common';
import { protectionGroupRouteRef, recoveryPlanRouteRef } from '../../routes';
import { useWords } from '../../useWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(2),
    },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'DisasterRecoveryConfigurationLinks' },
);

interface Named {
  id: string;
  name: string;
}

/** The original and the mirrored groups and plan, side by side, as links. */
export function ConfigurationLinks(props: { session: FailoverSession }) {
  const classes = useStyles();
  const t = useWords();
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const { session } = props;

  const side = (title: string, plan: Named | undefined, groups: Named[]) => (
    <section aria-label={title}>
      <Typography variant="h6" component="h3">
        {title}
      </Typography>
      {!plan && groups.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t(
            session.mirroredAt
              ? 'session.configuration.gone'
              : 'session.configuration.notYet',
          )}
        </Typography>
      ) : (
        <ul className={classes.list}>
          {plan && (
            <Typography component="li" variant="body2">
              {t('session.configuration.plan', {
                name: (
                  <Link to={planPath({ planId: plan.id })}>{plan.name}</Link>
                ),
              })}
            </Typography>
          )}
          {groups.map(group => (
            <Typography key={group.id} component="li" variant="body2">
              {t('session.configuration.group', {
                name: (
                  <Link to={groupPath({ groupId: group.id })}>
                    {group.name}
                  </Link>
                ),
              })}
            </Typography>
          ))}
        </ul>
      )}
    </section>
  );

  return (
    <div className={classes.root}>
      {side(
        t('session.configuration.originalSide', {
          region: session.recoveryRegion,
        }),
        session.originalRecoveryPlan,
        session.originalProtectionGroups,
      )}
      {side(
        t('session.configuration.mirroredSide', {
          region: session.sourceRegion,
        }),
        session.mirroredRecoveryPlan,
        session.mirroredProtectionGroups,
      )}
    </div>
  );
}
