import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { MirrorReport } from '@internal/plugin-disaster-recovery-common';
import { useMemo } from 'react';
import { Status } from '../../components';
import { useWords } from '../../useWords';
import { MappingTable } from './MappingTable';
import { groupNames } from './mirroredWords';
import { OutcomeMark } from './OutcomeMark';
import { ReportPart } from './ReportPart';
import { ServerParts } from './ServerParts';
import { UnmappedServers } from './UnmappedServers';

const OUTCOMES = ['kept', 'swapped', 'changed', 'dropped'] as const;

const useStyles = makeStyles(
  theme => ({
    counts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(2),
    },
    count: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
    },
  }),
  { name: 'DisasterRecoveryMirrorReport' },
);

/** The proof: what was mirrored onto what, field by field, how servers were matched, and what could not be. */
export function MirrorReportView(props: { report: MirrorReport }) {
  const classes = useStyles();
  const t = useWords();
  const { report } = props;
  const names = useMemo(() => groupNames(report), [report]);
  return (
    <>
      <UnmappedServers servers={report.unmapped} />
      <div className={classes.counts}>
        {OUTCOMES.map(outcome => (
          <Typography key={outcome} variant="body2" className={classes.count}>
            {report.counts[outcome]} <OutcomeMark outcome={outcome} />
          </Typography>
        ))}
      </div>
      {report.plan && (
        <ReportPart
          open
          title={t('session.configuration.planPart', {
            original: report.plan.originalName,
            mirrored: report.plan.mirroredName ?? t('common.none'),
          })}
          fields={report.plan.fields}
          groupNames={names}
        />
      )}
      {report.groups.map(group => {
        const failed = group.servers.filter(server => !server.applied).length;
        return (
          <ReportPart
            key={group.originalId}
            open
            title={t('session.configuration.groupPart', {
              original: group.originalName,
              mirrored: group.mirroredName ?? t('common.none'),
            })}
            note={
              failed > 0 ? (
                <Status tone="error">
                  {t('session.configuration.notApplied', { count: failed })}
                </Status>
              ) : undefined
            }
            fields={group.fields}
            groupNames={names}
          >
            <ServerParts servers={group.servers} groupNames={names} />
          </ReportPart>
        );
      })}
      <MappingTable report={report} />
    </>
  );
}
