import type { OperationSummary } from '@internal/plugin-disaster-recovery-common';
import { Elapsed, ErrorThreeLines, ProgressBar } from '../components';
import { useWords } from '../useWords';

/** How far the operation that runs has come, for how long it has run, and what is in its way while it goes on trying. */
export function OperationProgress(props: {
  operation: OperationSummary | undefined;
}) {
  const t = useWords();
  const { operation } = props;
  if (!operation) {
    return null;
  }
  const progress = operation.progress ?? { done: 0, failed: 0, total: 0 };
  const share = (count: number) => (100 * count) / Math.max(1, progress.total);
  return (
    <div>
      {progress.total > 1 && (
        <ProgressBar
          label={t(`session.action.${operation.kind}`)}
          percent={share(progress.done)}
          failedPercent={share(progress.failed)}
          caption={
            progress.failed > 0
              ? t('common.progress.countFailed', progress)
              : t('common.progress.count', progress)
          }
        />
      )}
      {t('wizard.runningFor', {
        duration: <Elapsed from={operation.startedAt} />,
      })}
      {operation.error && <ErrorThreeLines error={operation.error} />}
    </div>
  );
}
