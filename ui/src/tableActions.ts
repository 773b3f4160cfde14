/** The commands of the tables. `actions.ts` takes them into the only list. */
import type { Action } from './actions';
import type { Desk } from './state/desk';
import type { Model } from './state/model';
import { isEmpty } from './state/selection';

const table = ({ view, tables }: Model) => tables[view];
/** The table is what one sees. */
const isList = ({ detail, today }: Model) => detail === null && !today.open;
const hasSelection = (model: Model) => isList(model) && !isEmpty(table(model).selection);
const hasRow = (model: Model) => isList(model) && table(model).selectedId !== null;
const view = (desk: Desk) => desk.model.view;

export const TABLE_ACTIONS: readonly Action[] = [
  {
    id: 'clearSelection',
    label: 'Clear the selection',
    // Before the search is cleared with the same key.
    chords: [{ key: 'Escape' }],
    fits: ({ model }) => hasSelection(model),
    run: (desk) => desk.selecting.clear(view(desk)),
  },
  {
    id: 'selectAll',
    label: 'Select all rows of the list',
    chords: [{ key: 'a', primary: true, bare: true }],
    fits: ({ model }) => isList(model),
    run: (desk) => desk.selecting.all(view(desk)),
  },
  {
    id: 'copyCell',
    label: 'Copy the cell',
    // Before the others, which do not mind Shift.
    chords: [{ key: 'c', primary: true, shift: true }],
    yields: true,
    fits: ({ model }) => hasRow(model) && model.onboarding === null,
    run: (desk) => void desk.copying.cell(view(desk)),
  },
  {
    id: 'copySelection',
    label: 'Copy the selected rows',
    chords: [{ key: 'c', primary: true }],
    yields: true,
    fits: ({ model }) => hasSelection(model),
    run: (desk) => void desk.copying.selection(view(desk), true),
  },
  {
    id: 'copySelectionPlain',
    label: 'Copy the selected rows without headings',
    chords: [],
    fits: ({ model }) => hasSelection(model),
    run: (desk) => void desk.copying.selection(view(desk), false),
  },
];

/** After the case's reference, which the same key copies where there is one. */
export const COPY_ROW: Action = {
  id: 'copyRow',
  label: 'Copy the row',
  chords: [{ key: 'c', primary: true }],
  yields: true,
  fits: ({ model }) => hasRow(model),
  run: (desk) => void desk.copying.row(view(desk)),
};

export const COLUMNS: Action = {
  id: 'columns',
  label: 'Columns…',
  chords: [],
  fits: ({ model }) => isList(model),
  run: () => document.querySelector<HTMLElement>('#columns')?.click(),
};
