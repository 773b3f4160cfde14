/** What the table tells of the cell that is pointed at or has the focus. */
import { untrack } from 'svelte';
import type { Desk } from '../state/desk';
import type { ViewName } from '../state/kinds';
import type { Place, TableModel } from '../state/model';
import { rowAt } from '../state/table';
import { VIEWS } from '../state/views';
import { cellAt, CellTip, NEWS } from './gridCells';
import type { GridRows } from './gridRows.svelte';

export class GridTips<V extends ViewName> {
  readonly #tip = new CellTip();
  readonly #desk: Desk;
  readonly #view: () => V;

  constructor(desk: Desk, view: () => V) {
    this.#desk = desk;
    this.#view = view;
  }

  get #table(): TableModel<V> {
    return this.#desk.model.tables[this.#view()];
  }

  /** An element may show another row now: what was said of the one before must not stay on it. */
  follow(rows: GridRows<V>): void {
    $effect(() => {
      void [rows.drawn, this.#table.pages];
      untrack(() => this.#tip.renew(this.#of));
    });
  }

  tell(target: EventTarget | null): void {
    this.#tip.show(cellAt(target), this.#of);
  }

  hide(): void {
    this.#tip.hide();
  }

  readonly #of = ({ row, column }: Place): string | undefined => {
    const table = this.#table;
    const [shown, face] = [rowAt(table, row), table.columns[column]];
    if (!shown || !face) return undefined;
    const told = VIEWS[this.#view()].tip(shown, face, this.#desk.locale);
    if (column > 0 || !shown.hasNews) return told;
    return told === undefined ? NEWS : `${told}. ${NEWS}`;
  };
}
