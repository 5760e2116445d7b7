import Typography from '@material-ui/core/Typography';
import type { Preflight } from '@internal/plugin-disaster-recovery-common';
import { Section, Status } from '../../components';
import { durationWords } from '../../format';
import { useWords } from '../../useWords';
import { FindingList } from '../FindingList';
import { DestroyedList } from './DestroyedList';
import { PreflightWaves } from './PreflightWaves';

/** What AWS and the portal say of a run before it begins. */
export function PreflightReport(props: {
  preflight: Preflight;
  accepted: ReadonlySet<string>;
  onAccept(recoveryInstanceId: string, accepted: boolean): void;
}) {
  const t = useWords();
  const { preflight, accepted, onAccept } = props;
  const { findings, destroys, expectedSeconds } = preflight;
  return (
    <>
      <Section title={t('plans.run.against')}>
        {findings.length === 0 ? (
          <Typography variant="body2" component="div">
            <Status tone="ok">{t('plans.run.nothingAgainst')}</Status>
          </Typography>
        ) : (
          <FindingList label={t('plans.run.against')} findings={findings} />
        )}
      </Section>
      <Section
        title={t('plans.run.order')}
        subtitle={
          expectedSeconds === undefined
            ? t('plans.run.expectedUnknown')
            : t('plans.run.expected', {
                duration: durationWords(expectedSeconds, t),
              })
        }
      >
        <PreflightWaves preflight={preflight} />
      </Section>
      <Section title={t('plans.run.destroys')}>
        <DestroyedList
          destroys={destroys}
          accepted={accepted}
          onAccept={onAccept}
        />
      </Section>
    </>
  );
}
