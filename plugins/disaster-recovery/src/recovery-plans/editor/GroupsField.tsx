import Typography from '@material-ui/core/Typography';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { ProtectionGroupSummary } from '@internal/plugin-disaster-recovery-common';
import { useId } from 'react';
import { useFieldProblem } from '../../forms';
import { useWords } from '../../useWords';

/** Chooses the groups of a wave. Groups of other waves are shown with where they are, and cannot be taken twice. */
export function GroupsField(props: {
  path: string;
  groups: readonly ProtectionGroupSummary[];
  value: string[];
  /** Names of the other waves by the id of the group that they have. */
  usedBy: ReadonlyMap<string, string>;
  onChange(value: string[]): void;
}) {
  const t = useWords();
  const fieldId = useId();
  const { groups, value, usedBy } = props;
  const problem = useFieldProblem(props.path, value.join());
  const byId = new Map(groups.map(group => [group.id, group]));
  const nameOf = (id: string) =>
    byId.get(id)?.name ?? t('plans.editor.unknownGroup', { id });
  return (
    <Autocomplete
      id={fieldId}
      multiple
      size="small"
      options={groups.map(group => group.id)}
      value={value}
      getOptionLabel={nameOf}
      getOptionDisabled={id => usedBy.has(id)}
      onChange={(_event, chosen) => props.onChange(chosen)}
      renderOption={id => (
        <div>
          {nameOf(id)}
          <Typography variant="caption" color="textSecondary" component="div">
            {usedBy.has(id)
              ? t('plans.editor.groupInWave', { wave: usedBy.get(id)! })
              : t('plans.editor.groupDetail', {
                  servers: t('plans.serverCount', {
                    count: byId.get(id)?.serverCount ?? 0,
                  }),
                  from: byId.get(id)?.sourceRegion ?? '',
                  to: byId.get(id)?.region ?? '',
                })}
          </Typography>
        </div>
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={t('plans.wave.groups')}
          variant="outlined"
          required
          inputProps={{ ...params.inputProps, required: false }}
          error={problem !== undefined}
          helperText={
            problem ? t('common.form.missing') : t('plans.wave.groupsHelp')
          }
        />
      )}
    />
  );
}
