import { ProgressBar } from '../components';
import { useWords } from '../useWords';
import { countServers } from './countServers';

/** How many servers have been launched, and how many failed, as a bar with words. */
export function ServerTallyBar(props: {
  label: string;
  counts: Record<string, number>;
}) {
  const t = useWords();
  const { total, launched, failed } = countServers(props.counts);
  const share = (count: number) => (100 * count) / Math.max(1, total);
  return (
    <ProgressBar
      label={props.label}
      percent={share(launched)}
      failedPercent={share(failed)}
      caption={
        failed > 0
          ? t('executions.tally.failed', { launched, total, failed })
          : t('executions.tally.launched', { launched, total })
      }
    />
  );
}
