import Tooltip from '@material-ui/core/Tooltip';
import { formatLocal, formatRelative, formatUtc } from '../format';
import { useNow } from '../live/useNow';
import { useWords } from '../useWords';

const RENEW_MS = 5_000;

/** A moment, relative to now and kept so; the exact time in the reader's locale and in UTC on hover. */
export function RelativeTime(props: { at: string }) {
  const t = useWords();
  const now = useNow(RENEW_MS);
  const { at } = props;
  return (
    <Tooltip
      title={
        <>
          {t('common.time.local', { time: formatLocal(at) })}
          <br />
          {t('common.time.utc', { time: formatUtc(at) })}
        </>
      }
    >
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {formatRelative(at, now) ?? t('common.live.justNow')}
      </time>
    </Tooltip>
  );
}
