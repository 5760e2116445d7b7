import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useDeferredValue, useId, useState } from 'react';
import { useCatalogEntities } from './useCatalogEntities';
import { useFieldWords } from './useFieldWords';

/** A field for a reference to a catalog entity: offers those that fit what is typed, and takes any other as it is typed. */
export function CatalogField(props: {
  /** Where the field is in the API's body. */
  path: string;
  label: string;
  /** How a reference looks. */
  help: string;
  /** The kinds that are offered, such as `Group`. */
  kinds: readonly string[];
  /** A reference such as `group:default/team-orders`, or what is typed so far. */
  value: string;
  onChange(value: string): void;
}) {
  const id = useId();
  const words = useFieldWords(props);
  const [open, setOpen] = useState(false);
  const { entities, loading } = useCatalogEntities({
    kinds: props.kinds,
    typed: useDeferredValue(props.value),
    enabled: open,
  });
  const titles = new Map(
    entities.map(({ entityRef, title }) => [entityRef, title]),
  );
  return (
    <Autocomplete
      id={id}
      freeSolo
      size="small"
      open={open && entities.length > 0}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      loading={loading}
      options={[...titles.keys()]}
      // What fits is the catalog's to say: it knows titles.
      filterOptions={options => options}
      // The value is what is typed, chosen or not.
      value={props.value}
      inputValue={props.value}
      onInputChange={(_event, typed) => props.onChange(typed)}
      renderOption={entityRef => (
        <div>
          {titles.get(entityRef)}
          <Typography variant="caption" color="textSecondary" component="div">
            {entityRef}
          </Typography>
        </div>
      )}
      renderInput={params => (
        <TextField
          {...params}
          {...words}
          label={props.label}
          variant="outlined"
          inputProps={{ ...params.inputProps, spellCheck: false }}
        />
      )}
    />
  );
}
