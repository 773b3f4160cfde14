/** Search, tabs, sorting and cards over rows in memory: a small stand-in for what the store does. */
import type { CaseCards, CaseColumn, CaseCounts, CaseRow, CaseSort, Cell } from '../../gen/types';

interface Folded {
  readonly text: string;
  /** For each folded unit, the unit of the original that it came from. */
  readonly from: readonly number[];
}

const SPECIAL: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', ł: 'l', đ: 'd', ı: 'i' };

export function fold(text: string): Folded {
  let out = '';
  const from: number[] = [];
  let at = 0;
  for (const char of text) {
    const lower = char.toLowerCase();
    const plain = SPECIAL[lower] ?? lower.normalize('NFKD').replace(/\p{M}/gu, '');
    for (let i = 0; i < plain.length; i++) from.push(at);
    out += plain;
    at += char.length;
  }
  from.push(at);
  return { text: out, from };
}

function hitsIn(text: string, words: readonly string[]): [number, number][] {
  const folded = fold(text);
  const found: [number, number][] = [];
  for (const word of words) {
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
      const start = folded.from[at] ?? 0;
      const lastUnit = folded.from[at + word.length - 1] ?? start;
      const end = folded.from.slice(at + word.length).find((unit) => unit > lastUnit) ?? text.length;
      found.push([start, end]);
    }
  }
  found.sort(([a], [b]) => a - b);
  const merged: [number, number][] = [];
  for (const [start, end] of found) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

const CELLS = ['reference', 'creditorReference', 'customer', 'debtor'] as const;

export function wordsOf(search: string): string[] {
  return fold(search).text.split(/\s+/).filter(Boolean);
}

export class Portfolio {
  readonly rows: readonly CaseRow[];
  readonly #haystacks: readonly string[];
  #lastKey = '';
  #lastRows: readonly CaseRow[] = [];
  #lastCounts: CaseCounts = { all: 0, active: 0, pending: 0, closed: 0, paused: 0, other: 0 };

  constructor(rows: readonly CaseRow[]) {
    this.rows = rows;
    this.#haystacks = rows.map((row) => CELLS.map((name) => fold(row[name]?.text ?? '').text).join('\n'));
  }

  find(search: string, tab: string, sort: CaseSort): { rows: readonly CaseRow[]; counts: CaseCounts } {
    const words = wordsOf(search);
    const key = JSON.stringify([words, tab, sort]);
    if (key !== this.#lastKey) {
      const found = this.rows.filter((_, at) => words.every((word) => this.#haystacks[at]?.includes(word)));
      this.#lastCounts = countsOf(found);
      this.#lastRows = found.filter((row) => tab === 'all' || row.status.tab === tab).sort(order(sort));
      this.#lastKey = key;
    }
    return { rows: this.#lastRows, counts: this.#lastCounts };
  }

  cards(now: number): CaseCards {
    const { all, ...groups } = countsOf(this.rows);
    const today = new Date(now);
    const month = new Date(today.getFullYear(), today.getMonth(), 1).getTime();
    const createdThisMonth = this.rows.filter(({ created }) => created && Date.parse(created) >= month).length;
    return { total: all, ...groups, createdThisMonth };
  }
}

export function withHits(row: CaseRow, words: readonly string[]): CaseRow {
  if (words.length === 0) return row;
  const mark = (cell: Cell): Cell => ({ text: cell.text, hits: hitsIn(cell.text, words) });
  return {
    ...row,
    reference: mark(row.reference),
    creditorReference: row.creditorReference && mark(row.creditorReference),
    customer: row.customer && mark(row.customer),
    debtor: row.debtor && mark(row.debtor),
  };
}

function countsOf(rows: readonly CaseRow[]): CaseCounts {
  const counts: CaseCounts = { all: rows.length, active: 0, pending: 0, closed: 0, paused: 0, other: 0 };
  for (const { status } of rows) counts[status.tab] += 1;
  return counts;
}

const collator = new Intl.Collator('en', { numeric: true });

function sortKey(row: CaseRow, column: CaseColumn): string | number | null {
  switch (column) {
    case 'amount':
    case 'remaining':
      return row[column] && Number(row[column].value);
    case 'status':
      return row.status.label;
    case 'lastActivity':
      return row.lastActivity?.at ?? null;
    case 'expectedFee':
      return row.expectedFeePercent && Number(row.expectedFeePercent);
    case 'reference':
    case 'customer':
    case 'debtor':
    case 'creditorReference':
      return row[column]?.text ?? null;
    default:
      return row[column];
  }
}

const INSTANTS: ReadonlySet<CaseColumn> = new Set(['created', 'lastActivity', 'collectionStarted', 'closed', 'due']);

function order({ column, descending }: CaseSort): (a: CaseRow, b: CaseRow) => number {
  const sign = descending ? -1 : 1;
  const plain = INSTANTS.has(column);
  return (a, b) => {
    const [x, y] = [sortKey(a, column), sortKey(b, column)];
    if (x === null || y === null) return x === y ? a.id.localeCompare(b.id) : x === null ? 1 : -1;
    const difference =
      typeof x === 'number' && typeof y === 'number'
        ? x - y
        : plain
          ? Number(x > y) - Number(x < y)
          : collator.compare(String(x), String(y));
    return sign * difference || (a.id < b.id ? -1 : 1);
  };
}
