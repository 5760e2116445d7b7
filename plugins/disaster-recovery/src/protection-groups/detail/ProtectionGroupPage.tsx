import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ProtectionGroup } from '@internal/plugin-disaster-recovery-common';
import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { disasterRecoveryApiRef } from '../../api';
import {
  ErrorThreeLines,
  LiveContent,
  PageHeading,
  RegionRoute,
  Section,
  Status,
} from '../../components';
import { StaleMark, useLive } from '../../live';
import { useWords } from '../../useWords';
import { HealthLabel } from '../HealthLabel';
import { SessionsOf } from '../SessionsOf';
import { GroupActions } from './GroupActions';
import { GroupFacts } from './GroupFacts';
import { GroupLaunchSettings } from './GroupLaunchSettings';
import { GroupServers } from './GroupServers';

function GroupContent(props: { group: ProtectionGroup; age: ReactNode }) {
  const t = useWords();
  const { group } = props;
  const [error, setError] = useState<Error>();
  return (
    <>
      <PageHeading
        title={group.name}
        subtitle={
          <>
            {group.description} {props.age}
          </>
        }
        aside={
          <>
            <RegionRoute from={group.sourceRegion} to={group.region} />
            <HealthLabel group={group} />
          </>
        }
        actions={<GroupActions group={group} onError={setError} />}
      />
      {error && <ErrorThreeLines error={error} />}
      {group.driftedServerCount > 0 && (
        <Typography variant="body1" gutterBottom component="div">
          <Status tone="warning">
            {t('groups.drift.explained', { count: group.driftedServerCount })}
          </Status>
        </Typography>
      )}
      <GroupFacts group={group} />
      <GroupServers group={group} />
      <GroupLaunchSettings group={group} />
      <Section title={t('groups.sessions.title')}>
        <SessionsOf of={{ protectionGroupId: group.id }} />
      </Section>
    </>
  );
}

/** A Protection Group: its servers and how well they are protected, how they are launched, and who uses it. */
export function ProtectionGroupPage() {
  const { groupId = '' } = useParams();
  const api = useApi(disasterRecoveryApiRef);
  const query = useLive({
    key: ['protection-group', groupId],
    fetch: () => api.getProtectionGroup(groupId),
  });
  return (
    <LiveContent query={query}>
      {group => (
        <GroupContent group={group} age={<StaleMark query={query} />} />
      )}
    </LiveContent>
  );
}
