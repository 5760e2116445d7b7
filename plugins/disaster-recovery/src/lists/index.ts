export { FilterBar } from './FilterBar';
export { FilterField } from './FilterField';
export { FilterSelect } from './FilterSelect';
export {
  cursorOf,
  PAGE_SIZE,
  useListQuery,
  type SearchChange,
} from './useListQuery';
export { GroupFilters } from './GroupFilters';
export { GROUP_FILTERS, parseGroupQuery } from './parseGroupQuery';
