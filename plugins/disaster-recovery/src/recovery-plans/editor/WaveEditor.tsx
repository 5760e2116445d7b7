import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ProtectionGroupSummary } from '@internal/plugin-disaster-recovery-common';
import { useId } from 'react';
import { ActionButton } from '../../components';
import { FormField } from '../../forms';
import { useWords } from '../../useWords';
import { ActionList } from './ActionList';
import { GroupsField } from './GroupsField';
import {
  withMovedWave,
  withoutWave,
  type PlanFields,
  type WaveFields,
} from './planFields';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), alignContent: 'start' },
    title: { margin: 0 },
    buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  }),
  { name: 'DisasterRecoveryWaveEditor' },
);

/** The wave that is selected: its groups, what it waits for, pause, actions, and what a failure does. */
export function WaveEditor(props: {
  fields: PlanFields;
  wave: WaveFields;
  groups: readonly ProtectionGroupSummary[];
  onChange(change: (before: PlanFields) => PlanFields): void;
}) {
  const classes = useStyles();
  const dependsOnId = useId();
  const t = useWords();
  const { fields, wave, groups, onChange } = props;
  const index = fields.waves.indexOf(wave);
  const path = `waves.${index}`;
  const others = fields.waves.filter(other => other.key !== wave.key);
  const change = (values: Partial<WaveFields>) =>
    onChange(before => ({
      ...before,
      waves: before.waves.map(item =>
        item.key === wave.key ? { ...item, ...values } : item,
      ),
    }));
  const usedBy = new Map(
    others.flatMap(other =>
      other.protectionGroupIds.map(id => [id, other.name] as const),
    ),
  );
  const title = t('plans.wave.title', { number: index + 1, name: wave.name });

  return (
    <section aria-label={t('plans.wave.selected')} className={classes.root}>
      <Typography variant="h6" component="h3" className={classes.title}>
        {title}
      </Typography>
      <div className={classes.buttons}>
        <ActionButton
          size="small"
          reason={index === 0 ? t('plans.wave.first') : undefined}
          onClick={() => onChange(plan => withMovedWave(plan, wave.key, -1))}
        >
          {t('plans.wave.earlier')}
        </ActionButton>
        <ActionButton
          size="small"
          reason={
            index === fields.waves.length - 1 ? t('plans.wave.last') : undefined
          }
          onClick={() => onChange(plan => withMovedWave(plan, wave.key, 1))}
        >
          {t('plans.wave.later')}
        </ActionButton>
        <ActionButton
          size="small"
          reason={others.length === 0 ? t('plans.wave.only') : undefined}
          onClick={() => onChange(plan => withoutWave(plan, wave.key))}
        >
          {t('plans.wave.remove')}
        </ActionButton>
      </div>
      <FormField
        path={`${path}.name`}
        label={t('plans.wave.name')}
        value={wave.name}
        required
        onChange={name => change({ name })}
      />
      <GroupsField
        path={`${path}.protectionGroupIds`}
        groups={groups}
        value={wave.protectionGroupIds}
        usedBy={usedBy}
        onChange={protectionGroupIds => change({ protectionGroupIds })}
      />
      <TextField
        id={dependsOnId}
        select
        label={t('plans.wave.dependsOn')}
        helperText={t('plans.wave.dependsOnHelp')}
        value={wave.dependsOn}
        onChange={event =>
          change({ dependsOn: event.target.value as unknown as number[] })
        }
        SelectProps={{
          multiple: true,
          displayEmpty: true,
          renderValue: value =>
            others
              .filter(other => (value as number[]).includes(other.key))
              .map(other => other.name)
              .join(', ') || t('plans.wave.dependsOnNothing'),
        }}
        InputLabelProps={{ shrink: true }}
        variant="outlined"
        size="small"
      >
        {others.map(other => (
          <MenuItem key={other.key} value={other.key}>
            {other.name}
          </MenuItem>
        ))}
      </TextField>
      <FormField
        path={`${path}.failurePolicy`}
        label={t('plans.wave.failurePolicy')}
        value={wave.failurePolicy}
        options={(['failFast', 'continue'] as const).map(value => ({
          value,
          label: t(`plans.wave.policy.${value}`),
        }))}
        onChange={value =>
          change({ failurePolicy: value as WaveFields['failurePolicy'] })
        }
      />
      <FormControlLabel
        label={t('plans.wave.pauseBefore')}
        control={
          <Switch
            color="primary"
            checked={wave.pauseBefore}
            onChange={event => change({ pauseBefore: event.target.checked })}
          />
        }
      />
      <FormField
        path={`${path}.description`}
        label={t('plans.wave.description')}
        value={wave.description}
        multiline
        onChange={description => change({ description })}
      />
      {(['PRE', 'POST'] as const).map(phase => {
        const key = phase === 'PRE' ? 'preActions' : 'postActions';
        return (
          <ActionList
            key={phase}
            path={`${path}.${key}`}
            phase={phase}
            actions={wave[key]}
            onChange={actions => change({ [key]: actions })}
          />
        );
      })}
    </section>
  );
}
