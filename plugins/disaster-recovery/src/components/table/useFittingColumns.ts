import { useLayoutEffect, useMemo, useState } from 'react';
import { countDropped, dropColumns, type DataTableColumn } from './types';

/** The columns for which an element has room, as wide as it is now. The same array until that changes. */
export function useFittingColumns<T>(
  element: HTMLElement | null,
  columns: readonly DataTableColumn<T>[],
): readonly DataTableColumn<T>[] {
  const [dropped, setDropped] = useState(0);
  useLayoutEffect(() => {
    if (!element) {
      return undefined;
    }
    const measure = () =>
      setDropped(countDropped(columns, element.offsetWidth));
    measure();
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, columns]);
  return useMemo(() => dropColumns(columns, dropped), [columns, dropped]);
}
