/** Search, tabs, filters and sorting over rows in memory: a small stand-in for what the store does. */
import type { Cell } from '../../gen/types';
import type { Column, Counts, Filters, Query, Row, Sort, Tab, ViewName } from '../../state/kinds';
import { fold, wordsOf } from './search';

/** What differs between the lists. */
export interface ListShape<V extends ViewName> {
  /** What a search looks at. */
  texts(row: Row<V>): readonly (Cell | null)[];
  isIn(row: Row<V>, tab: Tab<V>): boolean;
  passes(row: Row<V>, filters: Filters<V>): boolean;
  countsOf(rows: readonly Row<V>[]): Counts<V>;
  /** A text is sorted as people do; what starts with a digit and is an instant sorts the same. */
  sortKey(row: Row<V>, column: Column<V>): string | number | null;
  /** The row with what the search found. */
  marked(row: Row<V>, words: readonly string[]): Row<V>;
}

export class List<V extends ViewName> {
  readonly rows: readonly Row<V>[];
  readonly #shape: ListShape<V>;
  readonly #haystacks: readonly string[];
  #lastKey = '';
  #last: { rows: readonly Row<V>[]; counts: Counts<V> };

  constructor(shape: ListShape<V>, rows: readonly Row<V>[]) {
    this.rows = rows;
    this.#shape = shape;
    this.#haystacks = rows.map((row) => shape.texts(row).map((cell) => fold(cell?.text ?? '').text).join('\n'));
    this.#last = { rows: [], counts: shape.countsOf([]) };
  }

  counts(): Counts<V> {
    return this.#shape.countsOf(this.rows);
  }

  find({ search, tab, filters, sort }: Query<V>): { rows: readonly Row<V>[]; counts: Counts<V> } {
    const words = wordsOf(search);
    const key = JSON.stringify([words, tab, filters, sort]);
    if (key !== this.#lastKey) {
      const found = this.rows.filter(
        (row, at) => words.every((word) => this.#haystacks[at]?.includes(word)) && this.#shape.passes(row, filters),
      );
      const rows = found.filter((row) => this.#shape.isIn(row, tab)).sort(this.#order(sort));
      this.#last = { rows, counts: this.#shape.countsOf(found) };
      this.#lastKey = key;
    }
    return this.#last;
  }

  page({ offset, limit, seq, ...query }: Query<V> & { seq: number; offset: number; limit: number }) {
    const { rows, counts } = this.find(query);
    const words = wordsOf(query.search);
    const part = rows.slice(offset, offset + limit);
    const shown = words.length === 0 ? part : part.map((row) => this.#shape.marked(row, words));
    return { seq, rows: shown, total: rows.length, counts };
  }

  #order({ column, descending }: Sort<V>): (a: Row<V>, b: Row<V>) => number {
    const sign = descending ? -1 : 1;
    return (a, b) => {
      const [x, y] = [this.#shape.sortKey(a, column), this.#shape.sortKey(b, column)];
      if (x === null || y === null) return x === y ? (a.id < b.id ? -1 : 1) : x === null ? 1 : -1;
      return sign * compare(x, y) || (a.id < b.id ? -1 : 1);
    };
  }
}

const collator = new Intl.Collator('en', { numeric: true });
const INSTANT = /^\d{4}-\d{2}-\d{2}/;

function compare(x: string | number, y: string | number): number {
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  const [a, b] = [String(x), String(y)];
  return INSTANT.test(a) && INSTANT.test(b) ? Number(a > b) - Number(a < b) : collator.compare(a, b);
}

/** Whether a name is among the chosen ones; none chosen means every one. */
export function isChosen(name: string | null, chosen: readonly (string | null)[]): boolean {
  return chosen.length === 0 || chosen.includes(name);
}

/** Whether an instant lies between two days, both included, in the computer's zone. */
export function isBetween(iso: string | null, from: string | null, to: string | null): boolean {
  if (from === null && to === null) return true;
  if (iso === null) return false;
  const time = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return (from === null || day >= from) && (to === null || day <= to);
}
