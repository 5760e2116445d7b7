import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import type { GroupQuery } from '@internal/plugin-disaster-recovery-common';
import { useWords } from '../useWords';
import { FilterBar } from './FilterBar';
import { FilterField } from './FilterField';
import type { SearchChange } from './useListQuery';

/** What a list of groups or plans is narrowed to: text, region, owner, and whether mirrored ones are among them. */
export function GroupFilters(props: {
  query: GroupQuery;
  isFiltered: boolean;
  textLabel: string;
  mirroredLabel: string;
  onChange(change: SearchChange, options?: { replace?: boolean }): void;
  onClear(): void;
}) {
  const t = useWords();
  const { query, onChange } = props;
  const change = (key: string) => (value: string) =>
    onChange({ [key]: value }, { replace: true });
  return (
    <FilterBar isFiltered={props.isFiltered} onClear={props.onClear}>
      <FilterField
        wide
        label={props.textLabel}
        value={query.text}
        onChange={change('text')}
      />
      <FilterField
        label={t('common.filters.region')}
        placeholder={t('common.filters.regionExample')}
        value={query.region}
        onChange={change('region')}
      />
      <FilterField
        label={t('common.filters.owner')}
        placeholder={t('common.filters.ownerExample')}
        value={query.owner}
        onChange={change('owner')}
      />
      <FormControlLabel
        label={props.mirroredLabel}
        control={
          <Checkbox
            color="primary"
            checked={query.includeMirrored ?? false}
            onChange={event =>
              onChange({
                includeMirrored: event.target.checked ? 'true' : undefined,
              })
            }
          />
        }
      />
    </FilterBar>
  );
}
