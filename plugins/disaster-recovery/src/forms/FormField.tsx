import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useId } from 'react';
import { useWords } from '../useWords';
import { useFieldProblem } from './FieldContext';

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
  const t = useWords();
  const id = useId();
  const { options, placeholder, value } = props;
  const problem = useFieldProblem(props.path, value);
  const words = () => {
    if (problem === undefined) {
      return props.help;
    }
    if (typeof problem === 'object') {
      return problem.refused;
    }
    return problem === 'missing'
      ? t('common.form.missing')
      : t('common.form.invalid', { help: props.help ?? '' });
  };
  return (
    <TextField
      id={id}
      label={props.label}
      value={value}
      onChange={event => props.onChange(event.target.value)}
      error={problem !== undefined}
      helperText={words()}
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
