import { makeStyles } from '@material-ui/core/styles';
import type { RecoveryPlan } from '@internal/plugin-disaster-recovery-common';
import { useSearchParams } from 'react-router-dom';
import { Section } from '../../components';
import { useWords } from '../../useWords';
import { WaveGraph } from '../graph/WaveGraph';
import { useAllGroups } from '../useAllGroups';
import { WaveFacts } from './WaveFacts';

const useStyles = makeStyles(
  theme => ({
    columns: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 320px',
      gap: theme.spacing(3),
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
  }),
  { name: 'DisasterRecoveryPlanWaves' },
);

/** The waves of a plan as a graph, and beside it the one that is selected; the address names it. */
export function PlanWaves(props: { plan: RecoveryPlan }) {
  const classes = useStyles();
  const t = useWords();
  const { plan } = props;
  const groups = useAllGroups().data ?? [];
  const [search, setSearch] = useSearchParams();
  const selected =
    plan.waves.find(wave => String(wave.number) === search.get('wave')) ??
    plan.waves[0];
  const sizes = new Map(groups.map(group => [group.id, group.serverCount]));
  return (
    <Section title={t('plans.waves')}>
      <div className={classes.columns}>
        <WaveGraph
          label={t('plans.graph.label')}
          waves={plan.waves.map(wave => ({
            id: wave.number,
            name: wave.name,
            dependsOn: wave.dependsOn,
            tone: wave.pauseBefore ? ('paused' as const) : undefined,
            detail: t('plans.graph.detail', {
              groups: t('plans.groupCount', {
                count: wave.protectionGroupIds.length,
              }),
              servers: t('plans.serverCount', {
                count: wave.protectionGroupIds.reduce(
                  (sum, id) => sum + (sizes.get(id) ?? 0),
                  0,
                ),
              }),
            }),
          }))}
          selected={selected.number}
          onSelect={number =>
            setSearch({ wave: String(number) }, { replace: true })
          }
        />
        <WaveFacts plan={plan} wave={selected} groups={groups} />
      </div>
    </Section>
  );
}
