import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import {
  LAUNCH_SETTINGS_FIELDS,
  type ProtectedServer,
  type ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import { useId } from 'react';
import {
  CopyText,
  ErrorThreeLines,
  Facts,
  RelativeTime,
  Status,
} from '../../components';
import { useContentStyles } from '../../layout/useContentStyles';
import { useWords } from '../../useWords';
import { ServerHealthLabel } from '../HealthLabel';
import { launchFieldOf } from '../launchConfigOf';
import { useLaunchValue } from '../useLaunchValue';
import { LaunchTable } from './LaunchTable';
import { LaunchValue } from './LaunchValue';

const useStyles = makeStyles(
  theme => ({
    paper: {
      width: 'min(820px, 100vw)',
      padding: theme.spacing(2, 3),
      display: 'grid',
      alignContent: 'start',
      gap: theme.spacing(2),
    },
    head: { display: 'flex', alignItems: 'center' },
    title: { flex: 1, margin: 0, overflowWrap: 'anywhere' },
  }),
  { name: 'DisasterRecoveryServerPanel' },
);

/** One server of a group: how it is protected, both halves of its launch settings, and where DRS holds something else. */
export function ServerPanel(props: {
  group: ProtectionGroup;
  server: ProtectedServer | undefined;
  onClose(): void;
}) {
  const classes = useStyles();
  // Drawn outside of the page, whose styles for words do not reach here.
  const { words } = useContentStyles();
  const t = useWords();
  const titleId = useId();
  const write = useLaunchValue();
  const { group, server } = props;
  if (!server) {
    return null;
  }
  const name = server.hostname ?? server.sourceServerId;
  const driftOf = (field: string) =>
    server.drift.find(drift => drift.field === field);
  return (
    <Drawer
      anchor="right"
      open
      onClose={props.onClose}
      classes={{ paper: `${classes.paper} ${words}` }}
      PaperProps={{ role: 'dialog', 'aria-labelledby': titleId }}
    >
      <div className={classes.head}>
        <Typography
          id={titleId}
          variant="h5"
          component="h3"
          className={classes.title}
        >
          {name}
        </Typography>
        <IconButton
          aria-label={t('common.actions.close')}
          onClick={props.onClose}
        >
          <CloseIcon />
        </IconButton>
      </div>
      <Facts
        facts={[
          {
            name: t('groups.server.replication'),
            value: <ServerHealthLabel server={server} />,
          },
          {
            name: t('groups.server.sourceServer'),
            value: (
              <CopyText
                text={server.sourceServerId}
                what={t('groups.server.sourceServer')}
              />
            ),
          },
          {
            name: t('groups.server.originInstance'),
            value: server.originInstanceId && (
              <CopyText
                text={server.originInstanceId}
                what={t('groups.server.originInstance')}
              />
            ),
          },
          {
            name: t('groups.server.privateIp'),
            value: server.captured?.privateIp,
          },
          {
            name: t('groups.server.capturedAt'),
            value: server.captured && (
              <RelativeTime at={server.captured.capturedAt} />
            ),
          },
          {
            name: t('groups.server.driftCheckedAt'),
            value: server.driftCheckedAt && (
              <RelativeTime at={server.driftCheckedAt} />
            ),
          },
          {
            name: t('groups.server.appliedAt'),
            value: server.launchSettingsAppliedAt && (
              <RelativeTime at={server.launchSettingsAppliedAt} />
            ),
          },
        ]}
      />
      {server.captureError && (
        <ErrorThreeLines
          error={server.captureError}
          title={t('groups.server.captureFailed')}
        />
      )}
      {server.applyError && (
        <ErrorThreeLines
          error={server.applyError}
          title={t('groups.server.applyFailed')}
        />
      )}
      <LaunchTable
        label={t('groups.server.settingsOf', { name })}
        fields={LAUNCH_SETTINGS_FIELDS.filter(field => {
          const { recovery, origin } = launchFieldOf(group, server, field);
          return (
            recovery.source !== 'none' ||
            origin.source !== 'none' ||
            driftOf(field) !== undefined
          );
        })}
        recoveryHead={t('launch.recoveryHead', { region: group.region })}
        originHead={t('launch.originHead', { region: group.sourceRegion })}
        recovery={field => {
          const drift = driftOf(field);
          return (
            <>
              <LaunchValue
                value={launchFieldOf(group, server, field).recovery}
              />
              {drift && (
                <Status tone="warning">
                  {t('groups.drift.holds', { actual: write(drift.actual) })}
                </Status>
              )}
            </>
          );
        }}
        origin={field => (
          <LaunchValue value={launchFieldOf(group, server, field).origin} />
        )}
      />
    </Drawer>
  );
}
