/**
 * Which rows a scroll position shows. Pure.
 *
 * Engines cap the height of an element (about 17 million pixels in the lowest, Firefox; 33 in WebKit and Chromium).
 * Beyond that the scrollbar is scaled: its whole way still means the whole list.
 */
import type { Density } from '../gen/types';

export interface Extent {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height of the room for rows, the heading not counted. */
  readonly room: number;
}

/** Pixels of a row, which no name and no number stretches. */
export const ROW_HEIGHTS: Readonly<Record<Density, number>> = { comfortable: 36, compact: 28 };

export const HEIGHT_MAX = 15_000_000;

/** Rows drawn above and below what can be seen, so that scrolling never shows a gap. */
export const OVERSCAN = 8;

export function bodyHeight({ rows, rowHeight }: Extent): number {
  return Math.min(rows * rowHeight, HEIGHT_MAX);
}

function scale(extent: Extent): number {
  const real = extent.rows * extent.rowHeight - extent.room;
  const shown = bodyHeight(extent) - extent.room;
  return real <= 0 || shown <= 0 ? 1 : real / shown;
}

/** First and last row in view. */
export function inView(extent: Extent, scrollTop: number): { first: number; last: number } {
  const top = scrollTop * scale(extent);
  const lastRow = Math.max(extent.rows - 1, 0);
  const first = Math.min(Math.max(Math.floor(top / extent.rowHeight), 0), lastRow);
  const last = Math.min(Math.max(Math.ceil((top + extent.room) / extent.rowHeight) - 1, first), lastRow);
  return { first, last };
}

/** First and last row to draw and to have at hand. */
export function around(extent: Extent, scrollTop: number, overscan = OVERSCAN): { first: number; last: number } {
  const { first, last } = inView(extent, scrollTop);
  return { first: Math.max(first - overscan, 0), last: Math.min(last + overscan, Math.max(extent.rows - 1, 0)) };
}

/** Indexes to draw, ascending, and the one with the focus wherever it is. */
export function drawn(extent: Extent, scrollTop: number, focused: number, overscan = OVERSCAN): number[] {
  if (extent.rows === 0) return [];
  const { first, last } = around(extent, scrollTop, overscan);
  const out: number[] = [];
  if (focused >= 0 && focused < first) out.push(focused);
  for (let row = first; row <= last; row++) out.push(row);
  if (focused > last && focused < extent.rows) out.push(focused);
  return out;
}

/** Where a row is drawn inside the body. */
export function rowTop(extent: Extent, scrollTop: number, row: number): number {
  const factor = scale(extent);
  const top = row * extent.rowHeight;
  if (factor === 1) return top;
  // Rows far from the view would lie outside the body and stretch it.
  return Math.min(Math.max(top - scrollTop * (factor - 1), 0), bodyHeight(extent) - extent.rowHeight);
}

/** The scroll position that shows a row wholly, as near to the present one as can be. */
export function reveal(extent: Extent, scrollTop: number, row: number): number {
  const factor = scale(extent);
  const top = scrollTop * factor;
  const start = row * extent.rowHeight;
  const end = start + extent.rowHeight - extent.room;
  if (start < top) return start / factor;
  if (end > top) return end / factor;
  return scrollTop;
}
