export { FilterBar } from './FilterBar';
export { FilterField } from './FilterField';
export { FilterSelect } from './FilterSelect';
export { isEmptyList } from './isEmptyList';
export { ListPage, type ListAnswer } from './ListPage';
export { PlaceAndOwnerFilters } from './PlaceAndOwnerFilters';
export {
  cursorOf,
  PAGE_SIZE,
  useListQuery,
  type ListQuery,
  type SearchChange,
} from './useListQuery';
export { GroupFilters } from './GroupFilters';
export { GROUP_FILTERS, parseGroupQuery } from './parseGroupQuery';
