import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { useFieldWords } from './useFieldWords';

export interface FormFieldProps {
  /** Where the field is in the API's body, such as `launchConfig.recovery.subnetId`. */
  path: string;
  label: string;
  value: string;
  onChange(value: string): void;
  /** How a value looks: shown below the field, and as what is wrong when it does not look so. */
  help?: string;
  /** What holds while it is empty. */
  placeholder?: string;
  required?: boolean;
  multiline?: boolean;
  options?: { value: string; label: string }[];
}

/** A field of a form, with what is wrong with it below. */
export function FormField(props: FormFieldProps) {
  const id = useId();
  const { options, placeholder, value } = props;
  const words = useFieldWords(props);
  return (
    <TextField
      id={id}
      label={props.label}
      value={value}
      onChange={event => props.onChange(event.target.value)}
      {...words}
      required={props.required}
      multiline={props.multiline}
      maxRows={6}
      placeholder={placeholder}
      select={options !== undefined}
      SelectProps={{ displayEmpty: true }}
      InputLabelProps={{
        shrink: placeholder !== undefined || value !== '' || undefined,
      }}
      inputProps={{ autoComplete: 'off', spellCheck: props.multiline }}
      fullWidth
      variant="outlined"
      size="small"
    >
      {options && [
        <MenuItem key="" value="">
          {placeholder}
        </MenuItem>,
        ...options.map(option => (
          <MenuItem key={option.value} value={option.value}>
            {option.label}
          </MenuItem>
        )),
      ]}
    </TextField>
  );
}
