import Typography from '@material-ui/core/Typography';
import type { UseQueryResult } from '@tanstack/react-query';
import { Status } from '../components/Status';
import { RelativeTime } from '../components/RelativeTime';
import { useWords } from '../useWords';
import { useNow } from './useNow';

/** Three missed polls with signals, or ten without. */
const STALE_AFTER_MS = 45_000;

/** How old what is shown is; with a warning when it may be out of date. */
export function StaleMark(props: {
  query: Pick<UseQueryResult, 'dataUpdatedAt' | 'isError'>;
}) {
  const t = useWords();
  const now = useNow(1_000);
  const { dataUpdatedAt, isError } = props.query;
  if (dataUpdatedAt === 0) {
    return null;
  }
  const stale = isError || now - dataUpdatedAt > STALE_AFTER_MS;
  const when = <RelativeTime at={new Date(dataUpdatedAt).toISOString()} />;
  return (
    <Typography variant="caption" color="textSecondary" component="span">
      {stale ? (
        <Status tone="warning">{t('common.live.stale', { when })}</Status>
      ) : (
        t('common.live.updated', { when })
      )}
    </Typography>
  );
}
