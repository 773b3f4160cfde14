/** How wide columns have to be for what the rows at hand hold, measured with what paints them. */
import type { Column, ViewName } from '../state/kinds';
import type { TableModel } from '../state/model';
import { VIEWS } from '../state/views';
import type { CellFace } from '../words/cells';
import { paintRow } from './paintRow';

/** Longest texts that are measured: one of them is the widest, whatever its letters. */
const MEASURED_MAX = 24;
/** Beside a heading's words: the arrow, the gap and the padding. */
const HEADING_EXTRA = 40;

export function fittingWidths<V extends ViewName>(
  { pages, view }: TableModel<V>,
  columns: readonly Column<V>[],
  locale: string,
): ReadonlyMap<Column<V>, number> {
  const grid = document.querySelector('[role=grid]');
  const rows = [...pages.values()].flatMap((page) => page.rows);
  const words = VIEWS[view];
  const room = document.createElement('div');
  room.className = 'fit-room';
  room.setAttribute('aria-hidden', 'true');
  const stacks = columns.map((column) => {
    const faces = longest(rows.map((row) => words.face(row, column, locale)));
    return { column, stack: room.appendChild(stackOf(faces, words.columns[column].align)) };
  });
  grid?.append(room);
  // One layout for all of them.
  const widths = stacks.map(({ column, stack }) => {
    const label = grid?.querySelector(`[data-column="${column}"] .truncate`);
    const heading = label ? label.scrollWidth + HEADING_EXTRA : 0;
    return [column, Math.ceil(Math.max(stack.getBoundingClientRect().width, heading))] as const;
  });
  room.remove();
  return new Map(widths);
}

function longest(faces: readonly CellFace[]): readonly CellFace[] {
  const length = ({ text, aside = '' }: CellFace) => text.length + aside.length;
  return [...faces].sort((one, other) => length(other) - length(one)).slice(0, MEASURED_MAX);
}

function stackOf(faces: readonly CellFace[], align: 'start' | 'end'): HTMLElement {
  const stack = document.createElement('div');
  for (const face of faces) {
    const row = stack.appendChild(document.createElement('div'));
    row.className = 'grid-row';
    row.appendChild(document.createElement('div')).className = align === 'end' ? 'cell end' : 'cell';
    paintRow(row, [face]);
  }
  return stack;
}
