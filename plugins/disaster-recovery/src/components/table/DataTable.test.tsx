import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../__testUtils__/renderPage';
import { DataTable, type DataTableColumn } from '.';
import { countDropped, dropColumns } from './types';

interface Row {
  id: string;
}
const columns: DataTableColumn<Row>[] = [
  { id: 'name', header: 'Name', width: 100, sortable: true, render: r => r.id },
];
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `row-${index + 1}` }));
const idOf = (row: Row) => row.id;

describe('DataTable', () => {
  it('leaves out as many columns as it has to, those first that say the least', () => {
    const wanted: DataTableColumn<Row>[] = [
      { id: 'name', width: 100 },
      { id: 'role', width: 100, wideOnly: true },
      { id: 'state', width: 100 },
      { id: 'left', width: 100, wideOnly: true },
    ].map(column => ({ ...column, header: column.id, render: () => null }));
    const shownAt = (width: number) =>
      dropColumns(wanted, countDropped(wanted, width)).map(({ id }) => id);
    expect(shownAt(500)).toEqual(['name', 'role', 'state', 'left']);
    expect(shownAt(400)).toEqual(['name', 'state', 'left']);
    expect(shownAt(300)).toEqual(['name', 'state']);
    expect(shownAt(100)).toEqual(['name', 'state']);
  });

  it('draws only what can be seen of 3,000 rows, and still says how many there are', async () => {
    renderPage(
      <DataTable
        label="Servers"
        columns={columns}
        rows={rows(3000)}
        idOf={idOf}
      />,
    );
    const table = await screen.findByRole('table', { name: 'Servers' });
    expect(table).toHaveAttribute('aria-rowcount', '3001');
    const drawn = within(table).getAllByRole('row');
    expect(drawn.length).toBeGreaterThan(10);
    expect(drawn.length).toBeLessThan(60);
    expect(drawn[1]).toHaveAttribute('aria-rowindex', '2');
    expect(within(drawn[1]).getByRole('cell')).toHaveTextContent('row-1');
  });

  it('draws a few rows all, says how they are sorted, and opens a row', async () => {
    const onOpen = jest.fn();
    const onSort = jest.fn();
    renderPage(
      <DataTable
        label="Servers"
        columns={columns}
        rows={rows(3)}
        idOf={idOf}
        onOpen={onOpen}
        sort={{ column: 'name', direction: 'desc' }}
        onSort={onSort}
      />,
    );
    expect(
      await screen.findByRole('columnheader', { name: 'Name' }),
    ).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(onSort).toHaveBeenCalledWith('name');
    await userEvent.click(screen.getByText('row-2'));
    expect(onOpen).toHaveBeenCalledWith({ id: 'row-2' });
  });
});
