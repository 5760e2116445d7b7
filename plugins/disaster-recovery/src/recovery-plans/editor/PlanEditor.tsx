import { makeStyles } from '@material-ui/core/styles';
import type {
  RecoveryPlan,
  RecoveryPlanInput,
} from '@internal/plugin-disaster-recovery-common';
import { useMemo, useState } from 'react';
import { ActionButton } from '../../components';
import {
  CatalogField,
  FormField,
  FormFoot,
  FormStateContext,
  OWNERS,
  RECOVERED,
  type FormPageProps,
} from '../../forms';
import { useWords } from '../../useWords';
import { WaveGraph } from '../graph/WaveGraph';
import { useAllGroups } from '../useAllGroups';
import {
  newWave,
  parsePlanFields,
  toPlanFields,
  withDependency,
} from './planFields';
import { ValidationLine } from './ValidationLine';
import { WaveEditor } from './WaveEditor';

const useStyles = makeStyles(
  theme => ({
    basics: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(3),
    },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 340px',
      gap: theme.spacing(3),
      [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    graph: { display: 'grid', gap: theme.spacing(2), alignContent: 'start' },
  }),
  { name: 'DisasterRecoveryPlanEditor' },
);

const NO_PROBLEMS = new Set<string>();
const NO_REFUSALS = new Map<string, string>();

/** The editor of a plan: the graph of its waves, the selected wave at its right, and below what stands against it. */
export function PlanEditor(
  props: FormPageProps<RecoveryPlanInput> & {
    /** The plan to edit, as it was read; without it one is created. */
    plan?: RecoveryPlan;
  },
) {
  const classes = useStyles();
  const t = useWords();
  const { plan, onSave } = props;
  const [fields, setFields] = useState(() =>
    toPlanFields(plan, t('plans.wave.newName', { number: 1 })),
  );
  const [selectedKey, setSelectedKey] = useState(fields.waves[0].key);
  const [attempted, setAttempted] = useState(false);
  const groups = useAllGroups();

  const parsed = useMemo(() => parsePlanFields(fields), [fields]);
  const problems = 'problems' in parsed ? parsed.problems : NO_PROBLEMS;
  const state = useMemo(
    () => ({ problems, attempted, refusals: NO_REFUSALS }),
    [problems, attempted],
  );
  const selected =
    fields.waves.find(wave => wave.key === selectedKey) ?? fields.waves[0];
  const sizes = new Map(
    groups.data?.map(group => [group.id, group.serverCount]),
  );
  const problemWave = [...problems]
    .map(path => /^waves\.(\d+)/.exec(path)?.[1])
    .find(index => index !== undefined);

  const save = () => {
    setAttempted(true);
    if ('input' in parsed) {
      onSave(parsed.input);
    } else if (problemWave !== undefined) {
      setSelectedKey(fields.waves[Number(problemWave)].key);
    }
  };
  const add = () => {
    const wave = newWave(
      fields.waves,
      t('plans.wave.newName', { number: fields.waves.length + 1 }),
    );
    setFields({ ...fields, waves: [...fields.waves, wave] });
    setSelectedKey(wave.key);
  };

  const basics = (field: 'name' | 'owner' | 'entityRef' | 'description') => ({
    path: field,
    label: t(`plans.form.${field}`),
    help: t(`plans.form.help.${field}`),
    value: fields[field],
    onChange: (value: string) =>
      setFields(before => ({ ...before, [field]: value })),
  });

  return (
    <FormStateContext.Provider value={state}>
      <div className={classes.basics}>
        <FormField {...basics('name')} required />
        <CatalogField {...basics('owner')} kinds={OWNERS} />
        <CatalogField {...basics('entityRef')} kinds={RECOVERED} />
        <FormField {...basics('description')} multiline />
      </div>
      <div className={classes.columns}>
        <div className={classes.graph}>
          <WaveGraph
            label={t('plans.graph.label')}
            waves={fields.waves.map(wave => ({
              id: wave.key,
              name: wave.name || t('plans.wave.unnamed'),
              dependsOn: wave.dependsOn,
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
            selected={selected.key}
            onSelect={setSelectedKey}
            onConnect={(from, to) =>
              setFields(before => withDependency(before, from, to))
            }
          />
          <span>
            <ActionButton size="small" onClick={add}>
              {t('plans.editor.addWave')}
            </ActionButton>
          </span>
          <ValidationLine
            fields={fields}
            planId={plan?.id}
            onWave={number => setSelectedKey(fields.waves[number - 1].key)}
          />
        </div>
        <WaveEditor
          key={selected.key}
          fields={fields}
          wave={selected}
          groups={groups.data ?? []}
          onChange={setFields}
        />
      </div>
      <FormFoot
        {...props}
        problemCount={attempted ? problems.size : 0}
        onSave={save}
      />
    </FormStateContext.Provider>
  );
}
