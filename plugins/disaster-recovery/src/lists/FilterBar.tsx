import type { ReactNode } from 'react';
import { QuietButton } from '../components';
import { useWords } from '../useWords';
import { useFilterStyles } from './useFilterStyles';

/** What a list is narrowed to, and the way back to all of it. */
export function FilterBar(props: {
  children: ReactNode;
  isFiltered: boolean;
  onClear(): void;
}) {
  const classes = useFilterStyles();
  const t = useWords();
  return (
    <div
      role="search"
      aria-label={t('common.filters.label')}
      className={classes.root}
    >
      {props.children}
      {props.isFiltered && (
        <QuietButton onClick={props.onClear}>
          {t('common.actions.clearFilters')}
        </QuietButton>
      )}
    </div>
  );
}
