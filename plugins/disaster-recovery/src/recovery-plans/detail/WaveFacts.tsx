import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  ProtectionGroupSummary,
  RecoveryPlan,
  Wave,
} from '@internal/plugin-disaster-recovery-common';
import { Facts, NamedLinks } from '../../components';
import { protectionGroupRouteRef } from '../../routes';
import { useWords } from '../../useWords';

/** One wave of a plan: its groups, what it waits for, its actions, and what a failure does. */
export function WaveFacts(props: {
  plan: RecoveryPlan;
  wave: Wave;
  groups: readonly ProtectionGroupSummary[];
}) {
  const t = useWords();
  const groupPath = useRouteRef(protectionGroupRouteRef);
  const { plan, wave, groups } = props;
  const after = plan.waves
    .filter(other => wave.dependsOn.includes(other.number))
    .map(other => other.name)
    .join(', ');
  const actions = (list: Wave['preActions']) =>
    list.length > 0
      ? list.map(action => (
          <div key={action.name}>
            {t('plans.action.line', {
              name: action.name,
              kind: t(`plans.action.kinds.${action.kind}`),
              document: action.documentName,
            })}
          </div>
        ))
      : undefined;
  return (
    <section aria-label={t('plans.wave.selected')}>
      <Typography variant="h6" component="h4">
        {t('plans.wave.title', { number: wave.number, name: wave.name })}
      </Typography>
      {wave.description && (
        <Typography variant="body2" color="textSecondary" gutterBottom>
          {wave.description}
        </Typography>
      )}
      <Facts
        facts={[
          {
            name: t('plans.wave.groups'),
            value: (
              <NamedLinks
                links={wave.protectionGroupIds.map(id => ({
                  id,
                  name: groups.find(group => group.id === id)?.name ?? id,
                  to: groupPath({ groupId: id }),
                }))}
              />
            ),
          },
          {
            name: t('plans.wave.dependsOn'),
            value: after || t('plans.wave.dependsOnNothing'),
          },
          {
            name: t('plans.wave.failurePolicy'),
            value: t(`plans.wave.policy.${wave.failurePolicy}`),
          },
          {
            name: t('plans.wave.actions.PRE'),
            value: actions(wave.preActions),
          },
          {
            name: t('plans.wave.actions.POST'),
            value: actions(wave.postActions),
          },
        ]}
      />
      {wave.pauseBefore && (
        <Typography variant="body2">{t('plans.wave.pauses')}</Typography>
      )}
    </section>
  );
}
