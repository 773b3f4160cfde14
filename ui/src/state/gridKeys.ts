/** The keys of the grid, as the ARIA grid pattern has them. Pure. Row -1 is the heading. */
import type { Place } from './model';

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that PageUp and PageDown move by. */
  readonly page: number;
}

/** Where a key leads, or null when it is none of the grid's. `ends` is Ctrl, or Command on macOS. */
export function move({ row, column }: Place, key: string, ends: boolean, size: GridSize): Place | null {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  const to = (nextRow: number, nextColumn: number): Place => ({
    row: Math.min(Math.max(nextRow, -1), lastRow),
    column: Math.min(Math.max(nextColumn, 0), lastColumn),
  });
  switch (key) {
    case 'ArrowUp':
      return ends ? to(Math.min(0, lastRow), column) : to(row - 1, column);
    case 'ArrowDown':
      return ends ? to(lastRow, column) : to(row + 1, column);
    case 'ArrowLeft':
      return to(row, ends ? 0 : column - 1);
    case 'ArrowRight':
      return to(row, ends ? lastColumn : column + 1);
    case 'Home':
      return ends ? to(Math.min(0, lastRow), 0) : to(row, 0);
    case 'End':
      return ends ? to(lastRow, lastColumn) : to(row, lastColumn);
    case 'PageUp':
      return to(row < 0 ? -1 : Math.max(row - size.page, 0), column);
    case 'PageDown':
      return to(row + size.page, column);
    default:
      return null;
  }
}
