import { useWords } from '../useWords';
import { FilterField } from './FilterField';
import type { ListQuery } from './useListQuery';

/** The filters by region and owner, which most lists have. */
export function PlaceAndOwnerFilters(props: {
  state: ListQuery<{ region?: string; owner?: string }>;
}) {
  const t = useWords();
  const { query, change } = props.state;
  return (
    <>
      <FilterField
        label={t('common.filters.region')}
        placeholder={t('common.filters.regionExample')}
        value={query.region}
        onChange={region => change({ region }, { replace: true })}
      />
      <FilterField
        label={t('common.filters.owner')}
        placeholder={t('common.filters.ownerExample')}
        value={query.owner}
        onChange={owner => change({ owner }, { replace: true })}
      />
    </>
  );
}
