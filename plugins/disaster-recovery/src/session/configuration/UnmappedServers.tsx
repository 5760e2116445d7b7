import type { ServerMapping } from '@internal/plugin-disaster-recovery-common';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useWords } from '../../useWords';

/** The servers that could not be mapped or mirrored, each by name with the reason and what to do. */
export function UnmappedServers(props: { servers: ServerMapping[] }) {
  const t = useWords();
  if (props.servers.length === 0) {
    return null;
  }
  return (
    <Alert severity="warning">
      <AlertTitle>
        {t('session.configuration.unmapped', { count: props.servers.length })}
      </AlertTitle>
      <ul>
        {props.servers.map(server => (
          <Typography
            key={server.recoveryInstanceId}
            component="li"
            variant="body2"
          >
            {t('session.configuration.unmappedServer', {
              name: server.hostname ?? server.recoveryInstanceId,
              reason: server.reason ?? t('common.none'),
            })}{' '}
            {server.remedy &&
              t('common.error.remedy', { remedy: server.remedy })}
          </Typography>
        ))}
      </ul>
    </Alert>
  );
}
