import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { useFilterStyles } from './useFilterStyles';

/** A filter by one or several of a few values. */
export function FilterSelect<T extends string>(props: {
  label: string;
  /** What it says when nothing is chosen. */
  any: string;
  options: readonly T[];
  words(option: T): string;
  value: readonly T[];
  onChange(value: T[]): void;
}) {
  const classes = useFilterStyles();
  const id = useId();
  return (
    <TextField
      id={id}
      select
      className={classes.field}
      label={props.label}
      value={props.value}
      onChange={event => props.onChange(event.target.value as unknown as T[])}
      SelectProps={{
        multiple: true,
        displayEmpty: true,
        renderValue: value =>
          (value as T[]).map(props.words).join(', ') || props.any,
      }}
      InputLabelProps={{ shrink: true }}
      variant="outlined"
      size="small"
    >
      {props.options.map(option => (
        <MenuItem key={option} value={option}>
          {props.words(option)}
        </MenuItem>
      ))}
    </TextField>
  );
}
