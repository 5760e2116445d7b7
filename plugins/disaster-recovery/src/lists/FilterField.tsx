import TextField from '@material-ui/core/TextField';
import { useEffect, useId, useState } from 'react';
import { useFilterStyles } from './useFilterStyles';

const TYPING_PAUSE_MS = 400;

/** A field whose value goes to the address when the typing pauses. */
export function FilterField(props: {
  label: string;
  value: string | undefined;
  placeholder?: string;
  wide?: boolean;
  onChange(value: string): void;
}) {
  const classes = useFilterStyles();
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
      className={props.wide ? classes.text : classes.field}
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
