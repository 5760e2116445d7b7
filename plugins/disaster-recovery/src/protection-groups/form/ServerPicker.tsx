import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useCallback, useId, useMemo, useState } from 'react';
import {
  DataTable,
  ErrorThreeLines,
  Status,
  TableSkeleton,
} from '../../components';
import { useFieldProblem } from '../../forms';
import { useWords } from '../../useWords';
import { tagWords } from '../tagWords';
import { choosableServers, type ChoosableServer } from './choosableServers';
import type { GroupFields } from './groupFields';
import { countSet } from './launchFields';
import { TagFields } from './TagFields';
import { usePickerColumns } from './usePickerColumns';
import { useSourceServers } from './useSourceServers';

const useStyles = makeStyles(
  theme => ({ root: { display: 'grid', gap: theme.spacing(2) } }),
  { name: 'DisasterRecoveryServerPicker' },
);

const idOf = (server: ChoosableServer) => server.sourceServerId;

/** Chooses the servers of a group by tags or one by one; those that another group has are shown, and cannot be taken. */
export function ServerPicker(props: {
  groupId: string | undefined;
  fields: GroupFields;
  onChange(change: (fields: GroupFields) => GroupFields): void;
  onOverrides(server: ChoosableServer): void;
}) {
  const classes = useStyles();
  const textId = useId();
  const t = useWords();
  const { groupId, fields, onChange, onOverrides } = props;
  const [text, setText] = useState('');
  const servers = useSourceServers(fields);
  const problem = useFieldProblem('selection', '');

  const toggle = useCallback(
    (server: ChoosableServer) =>
      onChange(before => ({
        ...before,
        sourceServerIds: server.chosen
          ? before.sourceServerIds.filter(id => id !== idOf(server))
          : [...before.sourceServerIds, idOf(server)],
      })),
    [onChange],
  );
  const { serverOverrides } = fields;
  const overrideCount = useCallback(
    (id: string) => countSet(serverOverrides[id]),
    [serverOverrides],
  );
  const columns = usePickerColumns({
    byTags: fields.by === 'tags',
    onToggle: toggle,
    onOverrides,
    overrideCount,
  });
  const all = useMemo(
    () => choosableServers(servers.data ?? [], fields, groupId),
    [servers.data, fields, groupId],
  );
  const wanted = text.trim().toLocaleLowerCase();
  const shown = all.filter(
    server =>
      wanted === '' ||
      `${server.hostname} ${idOf(server)} ${tagWords(server.tags)}`
        .toLocaleLowerCase()
        .includes(wanted),
  );
  const chosen = all.filter(server => server.chosen);
  const conflicts = chosen.filter(server => server.takenByOther);

  return (
    <div className={classes.root}>
      <RadioGroup
        row
        aria-label={t('groups.picker.by')}
        value={fields.by}
        onChange={event => {
          const by = event.target.value as GroupFields['by'];
          onChange(before => ({ ...before, by }));
        }}
      >
        <FormControlLabel
          value="tags"
          control={<Radio color="primary" />}
          label={t('groups.picker.byTags')}
        />
        <FormControlLabel
          value="ids"
          control={<Radio color="primary" />}
          label={t('groups.picker.byIds')}
        />
      </RadioGroup>
      <Typography variant="body2" color="textSecondary">
        {t(`groups.picker.explain.${fields.by}`)}
      </Typography>
      {fields.by === 'tags' ? (
        <TagFields
          tags={fields.tags}
          onChange={tags => onChange(before => ({ ...before, tags }))}
        />
      ) : (
        <TextField
          id={textId}
          label={t('groups.picker.text')}
          value={text}
          onChange={event => setText(event.target.value)}
          type="search"
          variant="outlined"
          size="small"
        />
      )}
      {problem && (
        <FormHelperText error role="alert">
          {typeof problem === 'object'
            ? problem.refused
            : t(`groups.picker.missing.${fields.by}`)}
        </FormHelperText>
      )}
      {servers.fetchStatus === 'idle' && !servers.data && !servers.error && (
        <Typography variant="body2">{t('groups.picker.needsPlace')}</Typography>
      )}
      {servers.isLoading && <TableSkeleton rows={4} />}
      {servers.error && <ErrorThreeLines error={servers.error} />}
      {servers.data && (
        <>
          <Typography variant="body2" component="div" role="status">
            <Status tone={conflicts.length > 0 ? 'error' : 'info'}>
              {conflicts.length > 0
                ? t('groups.picker.conflicts', { count: conflicts.length })
                : t('groups.picker.count', {
                    count: chosen.length,
                    total: servers.data.length,
                  })}
            </Status>
          </Typography>
          <DataTable
            label={t('groups.picker.table')}
            columns={columns}
            rows={shown}
            idOf={idOf}
            empty={t(`groups.picker.none.${fields.by}`)}
          />
        </>
      )}
    </div>
  );
}
