/** The table's cells in the document: which place one has, and its tooltip. */
import type { Place } from '../state/model';

/** What the dot before a row means. */
export const NEWS = 'Changed since your last visit';

export function cellAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
}

export function placeOf(target: EventTarget | null): Place | null {
  const [row, column] = (cellAt(target)?.dataset.place ?? '').split(':').map(Number);
  return row === undefined || column === undefined ? null : { row, column };
}

/** One tooltip, on the cell that is pointed at or has the focus: writing one for every cell would slow the scrolling. */
export class CellTip {
  #cell: HTMLElement | null = null;

  show(cell: HTMLElement | null, words: (place: Place) => string | undefined): void {
    if (cell === this.#cell) return;
    this.hide();
    const place = placeOf(cell);
    const title = place && place.row >= 0 ? words(place) : undefined;
    if (!cell || title === undefined) return;
    cell.dataset.hint = title;
    cell.setAttribute('aria-description', title);
    this.#cell = cell;
  }

  /** The same cell, of which something else may be true now. */
  renew(words: (place: Place) => string | undefined): void {
    const cell = this.#cell;
    this.hide();
    this.show(cell, words);
  }

  hide(): void {
    this.#cell?.removeAttribute('data-hint');
    this.#cell?.removeAttribute('aria-description');
    this.#cell = null;
  }
}
