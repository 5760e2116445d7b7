import { useRouteRef } from '@backstage/core-plugin-api';
import type { ProtectionGroup } from '@internal/plugin-disaster-recovery-common';
import {
  EntityLink,
  Facts,
  NamedLinks,
  Principal,
  RelativeTime,
} from '../../components';
import {
  protectionGroupRouteRef,
  recoveryPlanRouteRef,
  sessionRouteRef,
} from '../../routes';
import { useWords } from '../../useWords';
import { tagWords } from '../tagWords';

/** Whose group it is, what it protects, how it chooses its servers, and which plans use it. */
export function GroupFacts(props: { group: ProtectionGroup }) {
  const t = useWords();
  const planPath = useRouteRef(recoveryPlanRouteRef);
  const sessionPath = useRouteRef(sessionRouteRef);
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const { group } = props;
  const { selection, mirrorOf } = group;
  return (
    <Facts
      facts={[
        {
          name: t('groups.facts.entity'),
          value: group.entityRef && <EntityLink entityRef={group.entityRef} />,
        },
        {
          name: t('groups.facts.owner'),
          value: group.owner && <EntityLink entityRef={group.owner} />,
        },
        {
          name: t('groups.facts.plans'),
          value: (
            <NamedLinks
              links={group.usedByPlans.map(plan => ({
                ...plan,
                to: planPath({ planId: plan.id }),
              }))}
            />
          ),
        },
        {
          name: t('groups.facts.lastDrill'),
          value: group.lastDrillAt ? (
            <RelativeTime at={group.lastDrillAt} />
          ) : (
            t('groups.facts.neverDrilled')
          ),
        },
        {
          name: t('groups.facts.selection'),
          value:
            selection.by === 'tags'
              ? t('groups.facts.byTags', { tags: tagWords(selection.tags) })
              : t('groups.facts.byIds', {
                  count: selection.sourceServerIds.length,
                }),
        },
        {
          name: t('groups.facts.account'),
          value:
            group.sourceAccountId === group.accountId
              ? group.accountId
              : t('groups.facts.accounts', {
                  source: group.sourceAccountId,
                  recovery: group.accountId,
                }),
        },
        {
          name: t('groups.facts.mirrorOf'),
          value: mirrorOf && (
            <NamedLinks
              links={[
                {
                  id: 'group',
                  name: t('groups.facts.original'),
                  to: groupPath({ groupId: mirrorOf.protectionGroupId }),
                },
                {
                  id: 'session',
                  name: t('groups.facts.mirrorSession'),
                  to: sessionPath({ sessionId: mirrorOf.sessionId }),
                },
              ]}
            />
          ),
        },
        {
          name: t('groups.facts.created'),
          value: t('groups.facts.createdBy', {
            when: <RelativeTime at={group.createdAt} />,
            who: <Principal principal={group.createdBy} />,
          }),
        },
      ]}
    />
  );
}
