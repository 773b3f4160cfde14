/** What can be done with a row, a cell or a column, for the menu under the pointer. */
import { type ActionId, action, keyNow } from '../actions';
import { fits, rowsOfColumn } from '../state/copying';
import type { Desk } from '../state/desk';
import type { Column, Row, ViewName } from '../state/kinds';
import type { Place, TableModel } from '../state/model';
import { isEmpty, isSelected, selectedCount } from '../state/selection';
import { rowAt } from '../state/table';
import { VIEWS } from '../state/views';
import { sortWords } from '../words/columns';
import { countWords } from '../words/found';
import { fittingWidths } from './fitColumns';
import type { MenuItem } from './MenuItems.svelte';

type Items = readonly (MenuItem | null)[];

export function menuAt<V extends ViewName>(desk: Desk, view: V, place: Place): { label: string; items: readonly MenuItem[] } {
  const table: TableModel<V> = desk.model.tables[view];
  const column = table.columns[place.column];
  const row = place.row < 0 ? undefined : rowAt(table, place.row);
  const heading = column === undefined ? '' : VIEWS[view].columns[column].label;
  if (column === undefined) return { label: 'Columns', items: [] };
  if (place.row < 0) return { label: `Column ${heading}`, items: present(headItems(desk, view, column)) };
  return { label: 'Row', items: row ? present(rowItems(desk, view, row, place.row, column)) : [] };
}

const present = (items: Items) => items.filter((item): item is MenuItem => item !== null);

function command(desk: Desk, id: ActionId, words: { label?: string; apart?: boolean } = {}): MenuItem | null {
  const one = action(id);
  if (!(one.fits?.(desk) ?? true)) return null;
  const hint = keyNow(one, desk);
  return { id: `menu-${id}`, label: one.label, hint, ...words, run: () => one.run(desk) };
}

function rowItems<V extends ViewName>(desk: Desk, view: V, row: Row<V>, index: number, column: Column<V>): Items {
  const table: TableModel<V> = desk.model.tables[view];
  const { selection, total } = table;
  const rows = countWords(view, selectedCount(selection, total), desk.locale);
  const copies: Items = isEmpty(selection)
    ? [command(desk, 'copyRow', { apart: true }), command(desk, 'copyCell'), view === 'cases' ? command(desk, 'copyReference') : null]
    : [
        command(desk, 'copySelection', { label: `Copy ${rows}`, apart: true }),
        command(desk, 'copySelectionPlain', { label: `Copy ${rows} without headings` }),
        command(desk, 'copyCell'),
      ];
  return [
    { id: 'menu-open', label: 'Open', hint: 'Enter', run: () => desk.lists.activate(view, row) },
    ...copies,
    {
      id: 'menu-pick',
      label: isSelected(selection, row.id) ? 'Take out of the selection' : isEmpty(selection) ? 'Select' : 'Add to the selection',
      hint: 'Space',
      apart: true,
      run: () => desk.selecting.toggle(view, index),
    },
    command(desk, 'escalate', { apart: true }),
    command(desk, 'selectAll', { apart: true }),
    command(desk, 'clearSelection'),
    narrowing(desk, view, row, column),
    command(desk, 'columns', { apart: true }),
  ];
}

/** The names come from strangers and may be written from right to left. */
const isolated = (name: string) => `\u2068${name}\u2069`;

function narrowing<V extends ViewName>(desk: Desk, view: V, row: Row<V>, column: Column<V>): MenuItem | null {
  const narrow = VIEWS[view].narrows[column];
  const field = VIEWS[view].filters.find(({ id }) => id === narrow?.filter);
  if (!narrow || field?.kind !== 'names') return null;
  const value = narrow.value(row);
  const name = value === null || value.trim() === '' ? field.none : value;
  const { filters } = (desk.model.tables[view] as TableModel<V>).query;
  return {
    id: 'menu-narrow',
    label: `Show only ${isolated(name)}`,
    apart: true,
    run: () => desk.lists.filter(view, field.with(filters, [value])),
  };
}

function headItems<V extends ViewName>(desk: Desk, view: V, column: Column<V>): Items {
  const table: TableModel<V> = desk.model.tables[view];
  const { columns, arrangement, query } = table;
  const [up, down] = sortWords(VIEWS[view].columns[column]);
  const isSorted = (descending: boolean) => query.sort.column === column && query.sort.descending === descending;
  const sorts: Items = VIEWS[view].columns[column].workedOut
    ? [{ id: 'menu-unsorted', label: 'Cannot be sorted by', off: true, run: () => undefined }]
    : [
        { id: 'menu-sort-up', label: up, checked: isSorted(false), run: () => desk.lists.sort(view, column, false) },
        { id: 'menu-sort-down', label: down, checked: isSorted(true), run: () => desk.lists.sort(view, column, true) },
      ];
  const { count } = rowsOfColumn(table);
  const at = columns.indexOf(column);
  const fit = (some: readonly Column<V>[]) =>
    desk.arranging.resizeAll(view, fittingWidths(desk.model.tables[view] as TableModel<V>, some, desk.locale));
  const sized = arrangement.some((one) => one.column === column && one.width !== null);
  return [
    ...sorts,
    {
      id: 'menu-copy-column',
      label: 'Copy column',
      hint: count === 0 || !fits(count) ? (count === 0 ? 'no row' : 'over 10,000 rows: export') : countWords(view, count, desk.locale),
      off: count === 0 || !fits(count),
      apart: true,
      run: () => void desk.copying.column(view, column),
    },
    { id: 'menu-fit', label: 'Fit to its contents', apart: true, run: () => fit([column]) },
    { id: 'menu-fit-all', label: 'Fit all columns', run: () => fit(columns) },
    sized ? { id: 'menu-unfit', label: 'As wide as the room allows', run: () => desk.arranging.resize(view, column, null) } : null,
    at > 0 ? { id: 'menu-left', label: 'Move left', apart: true, run: () => desk.arranging.nudge(view, column, -1) } : null,
    at < columns.length - 1
      ? { id: 'menu-right', label: 'Move right', apart: at === 0, run: () => desk.arranging.nudge(view, column, 1) }
      : null,
    columns.length > 1 ? { id: 'menu-hide', label: 'Hide', run: () => desk.arranging.show(view, column, false) } : null,
    command(desk, 'columns', { apart: true }),
  ];
}
