import {
  LAUNCH_SETTINGS_FIELDS,
  type ProtectionGroup,
} from '@internal/plugin-disaster-recovery-common';
import { RelativeTime, Section, Status } from '../../components';
import { useWords } from '../../useWords';
import { sharedValues, type LaunchField } from '../launchConfigOf';
import { LaunchTable } from './LaunchTable';
import { SharedLaunchValue } from './LaunchValue';

/** Both halves of the group's launch settings side by side: how DRS launches, and how the machines run where they came from. */
export function GroupLaunchSettings(props: { group: ProtectionGroup }) {
  const t = useWords();
  const { group } = props;
  const missing = group.serverCount - group.capturedServerCount;
  const isSet = (field: LaunchField) =>
    (['recovery', 'origin'] as const).some(half =>
      sharedValues(group, half, field).some(value => value.source !== 'none'),
    );
  return (
    <Section
      title={t('launch.title')}
      subtitle={
        <>
          {missing > 0 ? (
            <Status tone="warning">
              {t('groups.captured.missingLong', { count: missing })}
            </Status>
          ) : (
            group.originCapturedAt &&
            t('groups.captured.at', {
              when: <RelativeTime at={group.originCapturedAt} />,
            })
          )}
        </>
      }
    >
      <LaunchTable
        label={t('launch.title')}
        fields={LAUNCH_SETTINGS_FIELDS.filter(isSet)}
        recoveryHead={t('launch.recoveryHead', { region: group.region })}
        originHead={t('launch.originHead', { region: group.sourceRegion })}
        recovery={field => (
          <SharedLaunchValue values={sharedValues(group, 'recovery', field)} />
        )}
        origin={field => (
          <SharedLaunchValue values={sharedValues(group, 'origin', field)} />
        )}
      />
    </Section>
  );
}
