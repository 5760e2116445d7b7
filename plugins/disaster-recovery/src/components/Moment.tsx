import Tooltip from '@material-ui/core/Tooltip';
import { formatClock, formatLocal, formatUtc } from '../format';
import { useNow } from '../live/useNow';
import { useWords } from '../useWords';

const RENEW_MS = 60_000;

/** A moment as time of day, with the date when it was not today; the exact time and UTC on hover. */
export function Moment(props: { at: string }) {
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
      <time dateTime={at}>{formatClock(at, now)}</time>
    </Tooltip>
  );
}
