import { EmptyState, LiveContent, TableSkeleton } from '../../components';
import { useWords } from '../../useWords';
import type { SessionTabProps } from '../SessionPage';
import { ConfigurationLinks } from './ConfigurationLinks';
import { MirrorReportView } from './MirrorReportView';
import { useMirrorReport } from './useMirrorReport';

/** Original and mirrored configuration side by side, and the proof of what became of each field. */
export function ConfigurationTab(props: SessionTabProps) {
  const t = useWords();
  const { query, enabled } = useMirrorReport(props.session);
  return (
    <>
      <ConfigurationLinks session={props.session} />
      {enabled ? (
        <LiveContent query={query} skeleton={<TableSkeleton />}>
          {report => <MirrorReportView report={report} />}
        </LiveContent>
      ) : (
        <EmptyState
          title={t('session.configuration.empty')}
          description={t('session.configuration.emptyDescription')}
        />
      )}
    </>
  );
}
