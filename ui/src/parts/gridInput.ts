/** What keys and presses do in a table. */
import type { Platform } from '../gen/types';
import type { Desk } from '../state/desk';
import { move } from '../state/gridKeys';
import type { ViewName } from '../state/kinds';
import type { Place, TableModel } from '../state/model';
import { rowAt } from '../state/table';
import { WIDTH_STEP } from '../state/columns';
import { placeOf } from './gridCells';

interface Hands {
  /** Moves the focus to the place, wherever that is now. */
  focusPlace(): void;
  reveal(row: number): void;
  page(): number;
  /** How wide a column is drawn. */
  widthOf(column: string): number;
  openMenu(place: Place, at: { readonly x: number; readonly y: number }): void;
}

export class GridInput<V extends ViewName> {
  readonly #desk: Desk;
  readonly #view: () => V;
  readonly #hands: Hands;

  constructor(desk: Desk, view: () => V, hands: Hands) {
    this.#desk = desk;
    this.#view = view;
    this.#hands = hands;
  }

  get #table(): TableModel<V> {
    return this.#desk.model.tables[this.#view()];
  }

  readonly keyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const { place } = this.#table;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return this.#menuByKey(event);
    if (place.row < 0 && this.#headKey(event)) return event.preventDefault();
    if (event.altKey) return;
    const ends = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && !ends && !event.shiftKey) return this.activate(event);
    if (event.key === ' ' && !ends && place.row >= 0) {
      event.preventDefault();
      return this.#desk.selecting.toggle(this.#view(), place.row);
    }
    this.#move(event, ends);
  };

  #move(event: KeyboardEvent, ends: boolean): void {
    const { place, total, columns } = this.#table;
    const next = move(place, event.key, ends, { rows: total, columns: columns.length, page: this.#hands.page() });
    if (!next) return;
    event.preventDefault();
    const extending = event.shiftKey && next.row >= 0 && place.row >= 0 && next.row !== place.row;
    this.#desk.lists.place(this.#view(), next, extending);
    if (extending) void this.#desk.selecting.extend(this.#view(), next.row);
    this.#hands.reveal(next.row);
    this.#hands.focusPlace();
  }

  /** Keys that arrange the column of a heading. */
  #headKey({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    const column = this.#table.columns[this.#table.place.column];
    if (!shiftKey || column === undefined || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return false;
    const by = key === 'ArrowLeft' ? -1 : 1;
    if (altKey && !ctrlKey && !metaKey) {
      this.#desk.arranging.resize(this.#view(), column, this.#hands.widthOf(column) + by * WIDTH_STEP);
      return true;
    }
    if (altKey || !(ctrlKey || metaKey)) return false;
    this.#desk.arranging.nudge(this.#view(), column, by);
    this.#hands.focusPlace();
    return true;
  }

  #menuByKey(event: KeyboardEvent): void {
    const at = placeOf(event.target);
    if (!at || !(event.target instanceof Element)) return;
    event.preventDefault();
    const { left, bottom } = event.target.getBoundingClientRect();
    this.#hands.openMenu(at, { x: left, y: bottom });
  }

  readonly menuAsked = (event: MouseEvent): void => {
    const heading = event.target instanceof Element ? event.target.closest('[role=columnheader]') : null;
    const at = placeOf(event.target) ?? placeOf(heading?.querySelector('[data-place]') ?? null);
    // The system's own menu speaks of reloading a page.
    event.preventDefault();
    if (!at) return;
    if (at.row >= 0) this.#desk.lists.place(this.#view(), at);
    this.#hands.openMenu(at, { x: event.clientX, y: event.clientY });
  };

  /** The row that an event is about, as the place of all further keys. */
  readonly activate = (event: Event): void => {
    const at = placeOf(event.target);
    const row = at && at.row >= 0 ? rowAt(this.#table, at.row) : undefined;
    if (!at || !row) return;
    event.preventDefault();
    // What a click comes from may not have moved the focus: the way back leads here all the same.
    this.#desk.lists.place(this.#view(), at);
    this.#desk.lists.activate(this.#view(), row);
  };

  /** A click opens the row, unless it ended the selecting of a text; with Ctrl, Command or Shift it picks rows. */
  readonly clicked = (event: MouseEvent): void => {
    const at = this.#picked(event);
    if (at) return this.#pick(event, at);
    if (document.getSelection()?.isCollapsed !== false) this.activate(event);
  };

  /** Otherwise the engine would select the text between two presses with Shift, and move the focus before the click. */
  readonly pressed = (event: MouseEvent): void => {
    // The edge of a heading takes no focus either.
    const edge = event.target instanceof Element && event.target.closest('[data-edge]') !== null;
    if (event.button === 0 && (edge || this.#picked(event))) event.preventDefault();
  };

  /** The place of a row that is being picked. */
  #picked(event: MouseEvent): Place | null {
    const at = event.shiftKey || isPrimary(event, this.#desk.model.app?.platform) ? placeOf(event.target) : null;
    return at && at.row >= 0 && rowAt(this.#table, at.row) ? at : null;
  }

  #pick(event: MouseEvent, at: Place): void {
    event.preventDefault();
    const view = this.#view();
    const { selecting, lists } = this.#desk;
    const beside = isPrimary(event, this.#desk.model.app?.platform);
    lists.place(view, at, true);
    if (event.shiftKey) void selecting.extend(view, at.row, beside);
    else selecting.toggle(view, at.row);
    this.#hands.focusPlace();
  }
}

/** Command on macOS, where Ctrl and a click are the menu; Ctrl elsewhere. */
function isPrimary(event: MouseEvent, platform: Platform | undefined): boolean {
  return platform === 'macos' ? event.metaKey : event.ctrlKey;
}
