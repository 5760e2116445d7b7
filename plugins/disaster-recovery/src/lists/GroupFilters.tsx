import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import type { GroupQuery } from '@internal/plugin-disaster-recovery-common';
import { FilterBar } from './FilterBar';
import { FilterField } from './FilterField';
import { PlaceAndOwnerFilters } from './PlaceAndOwnerFilters';
import type { ListQuery } from './useListQuery';

/** What a list of groups or plans is narrowed to: text, region, owner, and whether mirrored ones are among them. */
export function GroupFilters(props: {
  state: ListQuery<GroupQuery>;
  textLabel: string;
  mirroredLabel: string;
}) {
  const { query, isFiltered, change, clear } = props.state;
  return (
    <FilterBar isFiltered={isFiltered} onClear={clear}>
      <FilterField
        wide
        label={props.textLabel}
        value={query.text}
        onChange={text => change({ text }, { replace: true })}
      />
      <PlaceAndOwnerFilters state={props.state} />
      <FormControlLabel
        label={props.mirroredLabel}
        control={
          <Checkbox
            color="primary"
            checked={query.includeMirrored ?? false}
            onChange={event =>
              change({
                includeMirrored: event.target.checked ? 'true' : undefined,
              })
            }
          />
        }
      />
    </FilterBar>
  );
}
