import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  SESSION_STATUS_ORDER,
  type SessionQuery,
} from '@internal/plugin-disaster-recovery-common';
import { useEffect, useId, useState } from 'react';
import { QuietButton, statusWords } from '../components';
import { useWords } from '../useWords';
import type { SearchChange } from './useSessionQuery';

const TYPING_PAUSE_MS = 400;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      marginBottom: theme.spacing(2),
    },
    text: { flex: '2 1 220px' },
    field: { flex: '1 1 150px', maxWidth: 240 },
  }),
  { name: 'DisasterRecoverySessionFilters' },
);

/** A field whose value goes to the address when the typing pauses. */
function FilterField(props: {
  label: string;
  value: string | undefined;
  placeholder?: string;
  className: string;
  onChange(value: string): void;
}) {
  const id = useId();
  const { value = '', onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextField
      id={id}
      className={props.className}
      label={props.label}
      placeholder={props.placeholder}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      variant="outlined"
      size="small"
      type="search"
    />
  );
}

/** What the list is narrowed to: text, status, region and owner. */
export function SessionFilters(props: {
  query: SessionQuery;
  isFiltered: boolean;
  onChange(change: SearchChange, options?: { replace?: boolean }): void;
  onClear(): void;
}) {
  const classes = useStyles();
  const t = useWords();
  const statusId = useId();
  const { query, onChange } = props;
  const change = (key: string) => (value: string) =>
    onChange({ [key]: value }, { replace: true });
  return (
    <div
      role="search"
      aria-label={t('sessions.filters.label')}
      className={classes.root}
    >
      <FilterField
        className={classes.text}
        label={t('sessions.filters.text')}
        value={query.text}
        onChange={change('text')}
      />
      <TextField
        id={statusId}
        select
        className={classes.field}
        label={t('sessions.filters.status')}
        value={query.status ?? []}
        onChange={event =>
          onChange({ status: event.target.value as unknown as string[] })
        }
        SelectProps={{
          multiple: true,
          displayEmpty: true,
          renderValue: value =>
            (value as typeof SESSION_STATUS_ORDER)
              .map(status => statusWords('session', status, t))
              .join(', ') || t('sessions.filters.anyStatus'),
        }}
        InputLabelProps={{ shrink: true }}
        variant="outlined"
        size="small"
      >
        {SESSION_STATUS_ORDER.map(status => (
          <MenuItem key={status} value={status}>
            {statusWords('session', status, t)}
          </MenuItem>
        ))}
      </TextField>
      <FilterField
        className={classes.field}
        label={t('sessions.filters.region')}
        placeholder={t('sessions.filters.regionExample')}
        value={query.region}
        onChange={change('region')}
      />
      <FilterField
        className={classes.field}
        label={t('sessions.filters.owner')}
        placeholder={t('sessions.filters.ownerExample')}
        value={query.owner}
        onChange={change('owner')}
      />
      {props.isFiltered && (
        <QuietButton onClick={props.onClear}>
          {t('common.actions.clearFilters')}
        </QuietButton>
      )}
    </div>
  );
}
