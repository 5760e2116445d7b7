import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import type { SessionInstance } from '@internal/plugin-disaster-recovery-common';
import { CopyText, Facts, RelativeTime } from '../../components';
import { protectionGroupRouteRef } from '../../routes';
import { useWords } from '../../useWords';

/** The ids of an instance on its way there and back, and where it belongs. */
export function InstanceFacts(props: { instance: SessionInstance }) {
  const t = useWords();
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const { instance } = props;
  const id = (text: string | undefined, what: string) =>
    text === undefined
      ? { name: what, value: undefined }
      : { name: what, value: <CopyText text={text} what={what} /> };
  const { protectionGroupId, protectionGroupName } = instance;
  return (
    <Facts
      facts={[
        id(instance.recoveryInstanceId, t('session.facts.recoveryInstance')),
        id(instance.sourceServerId, t('session.facts.sourceServer')),
        id(
          instance.reversedSourceServerId,
          t('session.facts.reversedSourceServer'),
        ),
        {
          name: t('session.facts.mappingRule'),
          value:
            instance.mappingRule &&
            t(`session.mappingRule.${instance.mappingRule}`),
        },
        id(
          instance.failback?.failbackInstanceId,
          t('session.facts.failbackInstance'),
        ),
        id(
          instance.drill?.failbackInstanceId,
          t('session.facts.drillInstance'),
        ),
        id(
          instance.protectingSourceServerId,
          t('session.facts.protectingSourceServer'),
        ),
        id(instance.originInstanceId, t('session.facts.originInstance')),
        {
          name: t('session.facts.group'),
          value: protectionGroupId && (
            <Link to={groupPath({ groupId: protectionGroupId })}>
              {protectionGroupName ?? protectionGroupId}
            </Link>
          ),
        },
        { name: t('session.facts.wave'), value: instance.waveName },
        {
          name: t('session.facts.platform'),
          value:
            instance.platform && t(`session.platform.${instance.platform}`),
        },
        { name: t('session.facts.ec2State'), value: instance.ec2State },
        {
          name: t('session.facts.agentLastSeen'),
          value: instance.agentLastSeenAt && (
            <RelativeTime at={instance.agentLastSeenAt} />
          ),
        },
        id(instance.accountId, t('session.facts.account')),
        { name: t('session.facts.region'), value: instance.region },
        {
          name: t('session.facts.replicationState'),
          value: instance.replication.dataReplicationState,
        },
      ]}
    />
  );
}
