import {
  SESSION_STATUS_ORDER,
  type SessionQuery,
} from '@internal/plugin-disaster-recovery-common';
import { statusWords } from '../components';
import {
  FilterBar,
  FilterField,
  FilterSelect,
  PlaceAndOwnerFilters,
  type ListQuery,
} from '../lists';
import { useWords } from '../useWords';

/** What the list is narrowed to: text, status, region and owner. */
export function SessionFilters(props: { state: ListQuery<SessionQuery> }) {
  const t = useWords();
  const { query, isFiltered, change, clear } = props.state;
  return (
    <FilterBar isFiltered={isFiltered} onClear={clear}>
      <FilterField
        wide
        label={t('sessions.filters.text')}
        value={query.text}
        onChange={text => change({ text }, { replace: true })}
      />
      <FilterSelect
        label={t('common.filters.status')}
        any={t('common.filters.anyStatus')}
        options={SESSION_STATUS_ORDER}
        words={status => statusWords('session', status, t)}
        value={query.status ?? []}
        onChange={status => change({ status })}
      />
      <PlaceAndOwnerFilters state={props.state} />
    </FilterBar>
  );
}
