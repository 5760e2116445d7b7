import { durationWords, etaWords, formatBytes, lagWords } from '../format';
import { useNow } from '../live/useNow';
import { useWords } from '../useWords';

/** An amount of data; a dash when it is not known. */
export function Bytes(props: { bytes: number | undefined }) {
  const t = useWords();
  return (
    <>
      {props.bytes === undefined ? t('common.none') : formatBytes(props.bytes)}
    </>
  );
}

/** A length of time in seconds, in words; a dash when it is not known. */
export function Duration(props: { seconds: number | undefined }) {
  const t = useWords();
  return (
    <>
      {props.seconds === undefined
        ? t('common.none')
        : durationWords(props.seconds, t)}
    </>
  );
}

/** The time between two moments; until now while the second is missing. */
export function Elapsed(props: { from: string; to?: string }) {
  const now = useNow(1_000);
  const end = props.to === undefined ? now : Date.parse(props.to);
  return <Duration seconds={(end - Date.parse(props.from)) / 1000} />;
}

/** How far behind a machine is, in words. */
export function Lag(props: { seconds: number | undefined }) {
  return <>{lagWords(props.seconds, useWords())}</>;
}

/** How much time is left until a moment, in words; a dash when that is not known. */
export function TimeLeft(props: { until: string | undefined }) {
  const t = useWords();
  const now = useNow(5_000);
  return <>{etaWords(props.until, now, t) ?? t('common.none')}</>;
}
