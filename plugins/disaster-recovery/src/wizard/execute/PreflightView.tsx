import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { FailbackPreflight } from '@internal/plugin-disaster-recovery-common';
import { Status, statusTone } from '../../components';
import { durationWords } from '../../format';
import { useWords } from '../../useWords';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, paddingLeft: theme.spacing(3) },
    findings: {
      listStyle: 'none',
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      display: 'grid',
      gap: theme.spacing(0.5),
    },
  }),
  { name: 'DisasterRecoveryPreflight' },
);

/** What would run in which order, what it would destroy, and what stands against it. */
export function PreflightView(props: { preflight: FailbackPreflight }) {
  const classes = useStyles();
  const t = useWords();
  const { waves, destroys, findings, expectedSeconds } = props.preflight;
  return (
    <section aria-label={t('wizard.preflight.title')}>
      <Typography variant="h6" component="h4">
        {t('wizard.preflight.title')}
      </Typography>
      <ol className={classes.list}>
        {waves.map(wave => (
          <Typography key={wave.number} component="li" variant="body2">
            {t('wizard.preflight.wave', {
              name: wave.name,
              count: wave.serverCount,
            })}
          </Typography>
        ))}
      </ol>
      {expectedSeconds !== undefined && (
        <Typography variant="body2" color="textSecondary">
          {t('wizard.preflight.expected', {
            duration: durationWords(expectedSeconds, t),
          })}
        </Typography>
      )}
      <Typography variant="body2">
        {destroys.length === 0
          ? t('wizard.preflight.destroysNothing')
          : t('wizard.preflight.destroys', { count: destroys.length })}
      </Typography>
      {destroys.length > 0 && (
        <ul className={classes.list}>
          {destroys.map(instance => (
            <Typography
              key={instance.recoveryInstanceId}
              component="li"
              variant="body2"
            >
              {t('wizard.preflight.destroyed', {
                name: instance.hostname ?? instance.sourceServerId,
                id: instance.recoveryInstanceId,
                description: instance.description,
              })}
            </Typography>
          ))}
        </ul>
      )}
      <ul className={classes.findings}>
        {findings.map(finding => (
          <Typography
            key={`${finding.code}-${finding.message}`}
            component="li"
            variant="body2"
          >
            <Status tone={statusTone('finding', finding.severity)}>
              {finding.remedy
                ? t('wizard.preflight.findingRemedy', {
                    message: finding.message,
                    remedy: finding.remedy,
                  })
                : finding.message}
            </Status>
          </Typography>
        ))}
      </ul>
    </section>
  );
}
