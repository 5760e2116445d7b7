import {
  executionStatusSchema,
  executionTypeSchema,
  type ExecutionQuery,
} from '@internal/plugin-disaster-recovery-common';
import { statusWords } from '../../components';
import {
  FilterBar,
  FilterField,
  FilterSelect,
  type ListQuery,
} from '../../lists';
import { useWords } from '../../useWords';

/** What the list of executions is narrowed to: the plan's name, status, and drills or recoveries. */
export function ExecutionFilters(props: { state: ListQuery<ExecutionQuery> }) {
  const t = useWords();
  const { query, isFiltered, change, clear } = props.state;
  return (
    <FilterBar isFiltered={isFiltered} onClear={clear}>
      <FilterField
        wide
        label={t('executions.filters.text')}
        value={query.text}
        onChange={text => change({ text }, { replace: true })}
      />
      <FilterSelect
        label={t('common.filters.status')}
        any={t('common.filters.anyStatus')}
        options={executionStatusSchema.options}
        words={status => statusWords('execution', status, t)}
        value={query.status ?? []}
        onChange={status => change({ status })}
      />
      <FilterSelect
        label={t('common.filters.type')}
        any={t('common.filters.anyType')}
        options={executionTypeSchema.options}
        words={type => t(`executions.type.FAILOVER.${type}`)}
        value={query.executionType ? [query.executionType] : []}
        onChange={types =>
          change({
            executionType: types.find(type => type !== query.executionType),
          })
        }
      />
    </FilterBar>
  );
}
