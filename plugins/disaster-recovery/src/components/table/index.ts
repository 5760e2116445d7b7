export { DataTable, VIRTUAL_ABOVE, type DataTableProps } from './DataTable';
export type { DataTableColumn, TableSort } from './types';
